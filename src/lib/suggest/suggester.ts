import type { SuggestAnswer } from '#delivery/operations/suggest.ts';

/** One line of the list. */
export interface Option {
  text: string;
  /** What is known of it, beside it. */
  aside?: string;
  path: string;
}

export interface Group {
  heading: string;
  options: Option[];
}

/** Below this, everything begins with it. */
const SHORTEST = 3;
/** Between two letters of a quick typist; each pause longer than that is a question. */
const PAUSE_MS = 80;
const REMEMBERED = 100;

/** Conditions are not completed: what begins like `author:y` is no title. */
const CONDITION = /["“”]|\p{L}:\S*$/u;

const papers = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'paper' : 'papers'}`;

/** What the field has suggestions for. */
export function isWorthAsking(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= SHORTEST && !CONDITION.test(text);
}

export function groupsOf({ titles, authors, categories }: SuggestAnswer): Group[] {
  const groups: Group[] = [
    { heading: 'Titles', options: titles.map(({ title, path }) => ({ text: title, path })) },
    {
      heading: 'Authors',
      options: authors.map((author) => ({ text: author.name, aside: papers(author.papers), path: author.path })),
    },
    {
      heading: 'Categories',
      options: categories.map((one) => ({
        text: one.name ? `${one.category} ${one.name}` : one.category,
        aside: papers(one.papers),
        path: one.path,
      })),
    },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

/** Asks for suggestions while somebody types: after a pause, the latest text alone, each text once. */
export class Suggester {
  readonly #known = new Map<string, Group[]>();
  #asking: AbortController | undefined;

  /** @returns undefined where another text has come in between, or no answer. */
  async ask(text: string): Promise<Group[] | undefined> {
    this.cancel();
    const known = this.#known.get(text);
    if (known) return known;
    const asking = new AbortController();
    this.#asking = asking;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    if (asking.signal.aborted) return undefined;
    try {
      const answer = await fetch(`/api/suggest?q=${encodeURIComponent(text)}`, { signal: asking.signal });
      if (!answer.ok) return undefined;
      const groups = groupsOf((await answer.json()) as SuggestAnswer);
      if (this.#known.size >= REMEMBERED) this.#known.clear();
      this.#known.set(text, groups);
      return asking.signal.aborted ? undefined : groups;
    } catch {
      // Aborted, or the server is away: the field goes on without suggestions.
      return undefined;
    }
  }

  cancel(): void {
    this.#asking?.abort();
  }
}
