import type { Schema } from 'apache-arrow';
import type { Connection, Table } from './lance.ts';

/** Raise it whenever a row would be written otherwise than before: an index of another layout is built anew. */
export const LAYOUT = 3;

/** One paper in the table of papers. */
export interface PaperRow extends Record<string, unknown> {
  id: string;
  /** The catalogue's revision at the paper's last change: followers take in what lies above theirs. */
  revision: number;
  /** A packed document, see `engine/packed.ts`; null where the paper has merged into another. */
  doc: Uint8Array | null;
}

/** Some terms in the table of terms: their numbers count from `first`. */
export interface TermsRow extends Record<string, unknown> {
  first: number;
  /** One a line. */
  terms: string;
}

/** One paper in a table of vectors. */
export interface VectorRow extends Record<string, unknown> {
  id: string;
  revision: number;
  /** Of the text that was embedded: a paper whose text is the same is not embedded again. */
  digest: number;
  /** See `engine/dense/quantised.ts`. */
  vector: Uint8Array;
}

type Column = 'text' | 'number' | 'bytes' | 'bytes or null';

async function schemaOf(columns: Record<string, Column>): Promise<Schema> {
  const arrow = await import('apache-arrow');
  const types = { text: arrow.Utf8, number: arrow.Float64, bytes: arrow.Binary, 'bytes or null': arrow.Binary };
  const fields = Object.entries(columns).map(
    ([name, column]) => new arrow.Field(name, new types[column](), column === 'bytes or null'),
  );
  return new arrow.Schema(fields);
}

const TABLES = {
  state: { written: 'text' },
  papers: { id: 'text', revision: 'number', doc: 'bytes or null' },
  terms: { first: 'number', terms: 'text' },
  vectors: { id: 'text', revision: 'number', digest: 'number', vector: 'bytes' },
} as const satisfies Record<string, Record<string, Column>>;

/** Opens a table of a kind, made empty where it is not there yet. */
export async function tableFor(connection: Connection, name: string, kind: keyof typeof TABLES): Promise<Table> {
  return connection.createEmptyTable(name, await schemaOf(TABLES[kind]), { mode: 'create', existOk: true });
}

/** Writes rows over those with the same id, and the others beside them. */
export async function upsert(table: Table, rows: (PaperRow | VectorRow)[]): Promise<void> {
  await table.mergeInsert('id').whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(rows);
}
