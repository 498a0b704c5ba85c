/** Papers that the reader marked to find more like them: on this tab, for as long as it is open. */

const KEY = 'marks';
/** As many examples as the index takes. */
export const MOST_MARKS = 50;

const isIds = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

class Marks {
  ids = $state.raw<string[]>([]);
  /** What was done last, for those who do not see it. */
  said = $state('');

  /** Takes up what was marked before this page came. */
  recall(): void {
    try {
      const known: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
      if (isIds(known)) this.ids = known.slice(0, MOST_MARKS);
    } catch {
      // A browser that keeps nothing, or something else under our name: we start with none.
    }
  }

  /** Marks a paper, or takes the mark back. */
  toggle(id: string, title: string): void {
    const isMarked = this.ids.includes(id);
    if (!isMarked && this.ids.length >= MOST_MARKS) {
      this.said = `No more than ${MOST_MARKS} papers can be marked.`;
      return;
    }
    this.#set(isMarked ? this.ids.filter((one) => one !== id) : [...this.ids, id]);
    this.said = `${isMarked ? 'No longer marked' : 'Marked'}: ${title}. ${this.words}.`;
  }

  clear(): void {
    this.#set([]);
    this.said = 'No papers are marked.';
  }

  /** `3 marked`. */
  get words(): string {
    return `${this.ids.length} marked`;
  }

  #set(ids: string[]): void {
    this.ids = ids;
    try {
      sessionStorage.setItem(KEY, JSON.stringify(ids));
    } catch {
      // They last until the page is left.
    }
  }
}

export const marks = new Marks();
