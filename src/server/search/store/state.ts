import { leaseHolder } from '#db/lease.ts';
import type { Db } from '#db/schema.ts';
import type { SearchIndex } from '../search-index.ts';
import { catalogueNow } from './changes.ts';
import { type Answering, briefly } from './handle.ts';
import { INDEX_LEASE } from './hold.ts';
import { whatIsWrong } from './soundness.ts';
import type { WrittenVectors } from './written.ts';

/** Vectors of one embedder, and to how many of the index's papers they belong. */
export interface VectorState {
  kind: string;
  model: string;
  dimensions: number;
  papers: number;
}

export interface IndexState {
  /** `building`: there is none yet, and a process is at it. `behind`: it answers, but not for the latest papers. */
  state: 'absent' | 'building' | 'behind' | 'current' | 'damaged';
  papersIndexed: number;
  /** The catalogue's revision up to which the index knows every change. */
  watermark: number;
  catalogueRevision: number;
  /** The vectors that answer, and those of another embedder that are to take their place. */
  vectors?: VectorState;
  next?: VectorState;
  /** What is wrong, in words that follow “The search index”. */
  why?: string;
}

async function vectorState({ connection }: Answering, vectors: WrittenVectors): Promise<VectorState> {
  const { table, kind, model, dimensions } = vectors;
  return { kind, model, dimensions, papers: await (await connection.openTable(table)).countRows() };
}

/** Reads the whole index (half a second for 100,000 papers) and says how it stands. Never throws for a damaged one. */
export async function indexState({ uri, store }: SearchIndex, db: Db): Promise<IndexState> {
  const { revision } = await catalogueNow(db);
  const nothing = { papersIndexed: 0, watermark: 0, catalogueRevision: revision };
  const damaged = (why: string): IndexState => ({ state: 'damaged', ...nothing, why });
  let answering: Answering | undefined;
  try {
    store.forget();
    answering = await store.answering();
  } catch (error) {
    return damaged(`is damaged (${briefly(error)})`);
  }
  if (!answering) return { state: (await leaseHolder(db, INDEX_LEASE)) ? 'building' : 'absent', ...nothing };
  const why = await whatIsWrong(uri, answering, db);
  if (why) return damaged(why);
  const { watermark, vectors, next } = answering.written;
  const papersIndexed = await answering.papers.countRows('doc IS NOT NULL');
  return {
    ...nothing,
    state: watermark < revision ? 'behind' : 'current',
    papersIndexed,
    watermark,
    ...(vectors && { vectors: await vectorState(answering, vectors) }),
    ...(next && { next: await vectorState(answering, next) }),
  };
}
