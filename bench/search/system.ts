import type { Doc } from './judgments.ts';

/** What is measured: something that is given documents and then ranks them for a question. */
export interface System {
  /** As the table names it. */
  name: string;
  open(docs: Doc[]): Promise<OpenSystem>;
}

export interface OpenSystem {
  /** Ids, the best first, at most `limit`; documents that have nothing of the question may be left out. */
  search(text: string, limit: number): string[] | Promise<string[]>;
  /** The same for some of the documents alone. Without it, those among all that `search` finds are taken. */
  rankOnly?(text: string, candidates: string[]): string[] | Promise<string[]>;
  close(): void | Promise<void>;
}
