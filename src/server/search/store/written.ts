import type { Checksums } from './checksums.ts';

/** The vectors of one embedder, as far as they have come. */
export interface WrittenVectors {
  table: string;
  /** Of the embedder that made them: a question's vector must come from the same. */
  fingerprint: string;
  /** `static`, or another kind of embedder, and its model: for people. */
  kind: string;
  model: string;
  dimensions: number;
  nested: number[];
  /** Every paper up to this revision of the catalogue has its vector. */
  watermark: number;
}

/** What the indexer last wrote down: which tables answer, and how far they have come. */
export interface Written {
  /** Name of the table of papers. A new one is built beside the old one, then this is turned over. */
  table: string;
  /** Name of its table of terms, and how many those are. */
  termsTable: string;
  terms: number;
  /** Every change of the catalogue up to this revision is in the table. */
  watermark: number;
  layout: number;
  /** Name of the catalogue that it follows: a database that was exchanged is noticed whatever its revision. */
  catalogue: string;
  /** The vectors that answer. */
  vectors?: WrittenVectors;
  /** Vectors of another embedder, which take over once they are whole. */
  next?: WrittenVectors;
  /** Each table's version when this was written: an older one is damage. */
  versions: Record<string, number>;
  /** See `checksums.ts`; by table and path. Empty where the index is no folder. */
  files: Record<string, Checksums>;
}

/** The tables that a line names. */
export const tablesOf = (written: Pick<Written, 'table' | 'termsTable' | 'vectors' | 'next'>): string[] =>
  [written.table, written.termsTable, written.vectors?.table, written.next?.table].filter((name) => name !== undefined);
