/** One page of a list, and the name of the page that follows; the last has none. */
export interface ListPage<R> {
  records: R[];
  next: string | undefined;
}

/** What goes wrong with a list, while each answer by itself is sound. */
export type ListFault =
  | { name: 'expired-token' }
  | { name: 'duplicate-page' }
  | { name: 'out-of-order' }
  | { name: 'token-loop'; back: number };

/** A resumption token is answered `badResumptionToken`, as arXiv's are after midnight UTC. */
export const expiredToken: ListFault = { name: 'expired-token' };
/** The page before comes once more, and leads to the page that was asked for. The first page has none before it. */
export const duplicatePage: ListFault = { name: 'duplicate-page' };
/**
 * The page changes places with the one after it, if they are equally long; what leads on is as ever, so that every
 * record is reached.
 */
export const outOfOrder: ListFault = { name: 'out-of-order' };
/** The page leads back: to itself, or to the one `back` pages before it. */
export const tokenLoop = (back = 0): ListFault => ({ name: 'token-loop', back });

/**
 * Turns the pages of a list as the faults say. It remembers which page led to which, and which have changed places, so
 * that a page asked for twice is the same page.
 */
export class Turns {
  readonly #before = new Map<string, string>();
  readonly #swapped = new Map<string, string>();

  /** @param pageOf a list's page by its name. @returns what is served where the page `asked` is asked for. */
  page<R>(asked: string, fault: ListFault | undefined, pageOf: (name: string) => ListPage<R>): ListPage<R> {
    const due = pageOf(asked);
    if (due.next !== undefined) this.#before.set(due.next, asked);
    const before = this.#before.get(asked);
    if (fault?.name === 'duplicate-page' && before !== undefined) return { ...pageOf(before), next: asked };
    if (fault?.name === 'token-loop') {
      let back = asked;
      for (let step = 0; step < fault.back; step++) back = this.#before.get(back) ?? back;
      return { records: due.records, next: back };
    }
    if (fault?.name === 'out-of-order' && due.next !== undefined && !this.#swapped.has(asked)) {
      const isAlike = pageOf(due.next).records.length === due.records.length;
      if (isAlike) this.#swapped.set(asked, due.next).set(due.next, asked);
    }
    const other = this.#swapped.get(asked);
    return other === undefined ? due : { records: pageOf(other).records, next: due.next };
  }
}
