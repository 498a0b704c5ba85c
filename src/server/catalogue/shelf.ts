import type { Identity } from './identity.ts';
import { distance, isSameWork } from './same-work.ts';
import { isTelling } from './title-key.ts';

interface Title<T> {
  all: T[];
  unnamed: T[];
  byAuthor: Map<string, T[]>;
}

/**
 * Records by title and author, so that a title that thousands share (“Editorial”) costs each of them only those that
 * could be the same work.
 */
export class Shelf<T extends { record: Identity }> {
  readonly #titles = new Map<string, Title<T>>();

  add(item: T): void {
    for (const key of item.record.titleKeys) {
      let title = this.#titles.get(key);
      if (!title) {
        title = { all: [], unnamed: [], byAuthor: new Map() };
        this.#titles.set(key, title);
      }
      title.all.push(item);
      if (item.record.authorKeys.size === 0) title.unnamed.push(item);
      for (const author of item.record.authorKeys) {
        const others = title.byAuthor.get(author);
        if (others) others.push(item);
        else title.byAuthor.set(author, [item]);
      }
    }
  }

  /** Those that have one of the record's titles. */
  titled(record: Identity): T[] {
    return record.titleKeys.flatMap((key) => this.#titles.get(key)?.all ?? []);
  }

  /** Those that are the same work as the record by title, authors and date; in no order, each once. */
  like(record: Identity): T[] {
    const near = new Set<T>();
    for (const key of record.titleKeys) {
      const title = this.#titles.get(key);
      if (!title) continue;
      const named = [...record.authorKeys].flatMap((author) => title.byAuthor.get(author) ?? []);
      const unnamed = !isTelling(key) ? [] : record.authorKeys.size > 0 ? title.unnamed : title.all;
      for (const item of [...named, ...unnamed]) {
        if (item.record !== record && !near.has(item) && isSameWork(record, item.record)) near.add(item);
      }
    }
    return [...near];
  }
}

/** A record and the paper that it is in. */
export interface Resident {
  record: Identity;
  paper: string;
}

/** The paper that some records of one work belong to: nearest in time first, then the smaller id. */
export function bestHome(shelf: Shelf<Resident>, records: Identity[]): string | undefined {
  let best: { paper: string; days: number } | undefined;
  for (const record of records) {
    for (const resident of shelf.like(record)) {
      const days = distance(record, resident.record) ?? Number.MAX_SAFE_INTEGER;
      const { paper } = resident;
      if (!best || days < best.days || (days === best.days && paper < best.paper)) best = { paper, days };
    }
  }
  return best?.paper;
}
