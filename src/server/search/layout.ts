import { createHash } from 'node:crypto';
import type { FtsOptions } from '@lancedb/lancedb';
import type { Schema } from 'apache-arrow';
import { titleKey } from '#catalogue/title-key.ts';
import type { PaperTable } from '#db/schema.ts';
import { nameKeys } from './author-name.ts';
import type { Connection, Lance, Table } from './lance.ts';

/**
 * Raise it whenever a row would be written otherwise than before: an index of another layout is built anew.
 * Vectors come here as one more column of {@link PaperDocument}, with its index in {@link createIndexes}.
 */
export const LAYOUT = 1;

/** One paper in the index. Its own text is kept: LanceDB reads it for rows that its word index has not taken up yet. */
export interface PaperDocument extends Record<string, unknown> {
  id: string;
  /** `YYYY-MM-DD`, or empty where no source says. */
  day: string;
  /** See {@link titleHash}. */
  title: string;
  /** See {@link authorTokens}. */
  authors: string;
  text: string;
}

/** What the index needs of a paper. */
export type PaperSource = Pick<PaperTable, 'id' | 'day' | 'title' | 'abstract' | 'authors' | 'keywords'>;

/**
 * English stems, accents folded, LanceDB's 125 or so English stop words left out, no positions (nobody asks for
 * phrases; they make the index twice as large). “Will” and “No” are stop words too: whom they name is found by whole
 * name, see {@link nameTokens}.
 *
 * Measured with nDCG@10 on cacm, cisi, cran (gain 2^grade − 1), med; title and abstract joined. Stop words left out:
 * 50.3, 41.0, 54.2, 69.6; kept: 46.1, 36.6, 53.0, 69.1. With the title three times, as {@link textOf} writes it:
 * 52.5, 41.3, 54.2, 69.6; kept there but left out of the question: 50.6, 40.0, 54.7, 69.8.
 */
export const ANALYSIS = {
  baseTokenizer: 'simple',
  language: 'English',
  lowercase: true,
  stem: true,
  removeStopWords: true,
  asciiFolding: true,
  maxTokenLength: 40,
} as const satisfies Partial<FtsOptions>;

const TITLE_WEIGHT = 3;
const LONGEST_ABSTRACT = 20_000;
/** Of a thousand names of a collaboration these are found by words; all of them by their whole name. */
const NAMES_AMONG_WORDS = 30;

/**
 * The words by which a paper is found: title three times, abstract, names, keywords.
 * Names in the same text, because it finds them best: 400 questions of one title word and one surname on 60,000 papers
 * had a mean reciprocal rank of 0.55; names in a field of their own 0.46 (scores added, five times slower) and 0.27
 * (the better score). Title words alone lost 0.008 by it.
 */
export function textOf(paper: PaperSource): string {
  const names = authorNames(paper).slice(0, NAMES_AMONG_WORDS);
  const keywords = (JSON.parse(paper.keywords) as string[]).slice(0, NAMES_AMONG_WORDS);
  return [
    ...Array<string>(TITLE_WEIGHT).fill(paper.title),
    (paper.abstract ?? '').slice(0, LONGEST_ABSTRACT),
    names.join(', '),
    keywords.join(', '),
  ].join('\n');
}

const authorNames = (paper: PaperSource) => (JSON.parse(paper.authors) as { name: string }[]).map(({ name }) => name);

/** A title as the index compares it; empty for what is too short to be asked for as a title. */
export function titleHash(title: string): string {
  const key = titleKey(title);
  return key ? createHash('sha256').update(key).digest('base64url').slice(0, 16) : '';
}

/**
 * A whole name as two words of 16 bits each, of which a question asks for both. Names as words themselves would be
 * 300,000 different ones, and merging new papers into an index of so many took 10 s where this takes 0.4 s on 118,620
 * papers. By chance a name finds a stranger's paper once in 10^8.
 */
export function nameTokens(key: string): string {
  const hash = createHash('sha256').update(key).digest();
  return `a${hash.readUInt16BE(0).toString(36)} b${hash.readUInt16BE(2).toString(36)}`;
}

function authorTokens(paper: PaperSource): string {
  const keys = new Set(authorNames(paper).flatMap(nameKeys));
  return [...keys].map(nameTokens).join(' ');
}

export function documentOf(paper: PaperSource): PaperDocument {
  return {
    id: paper.id,
    day: paper.day ?? '',
    title: titleHash(paper.title),
    authors: authorTokens(paper),
    text: textOf(paper),
  };
}

export async function textSchema(...columns: string[]): Promise<Schema> {
  const arrow = await import('apache-arrow');
  return new arrow.Schema(columns.map((name) => new arrow.Field(name, new arrow.Utf8(), false)));
}

/** An empty table of papers. Stable row ids spare compaction the rewriting of the word index: 3 s instead of 5 s. */
export async function createPapers(connection: Connection, name: string): Promise<Table> {
  const schema = await textSchema('id', 'day', 'title', 'authors', 'text');
  return connection.createEmptyTable(name, schema, { storageOptions: { newTableEnableStableRowIds: 'true' } });
}

/** The names that {@link createIndexes} gives, as LanceDB forms them. */
export const WORD_INDEXES = ['text_idx', 'authors_idx'];

export async function createIndexes(papers: Table, { Index }: Lance): Promise<void> {
  for (const column of ['id', 'day', 'title']) await papers.createIndex(column, { config: Index.btree() });
  await papers.createIndex('authors', {
    config: Index.fts({ baseTokenizer: 'whitespace', withPosition: false, stem: false, removeStopWords: false }),
  });
  await papers.createIndex('text', { config: Index.fts({ ...ANALYSIS, withPosition: false }) });
}
