import { leaseHolder } from '#db/lease.ts';
import type { Db } from '#db/schema.ts';
import { catalogueNow } from './changes.ts';
import { type Answering, briefly, type SearchIndex } from './handle.ts';
import { INDEX_LEASE } from './hold.ts';
import { whatIsWrong } from './soundness.ts';

export interface IndexState {
  /** `building`: there is none yet, and a process is at it. `behind`: it answers, but not for the latest papers. */
  state: 'absent' | 'building' | 'behind' | 'current' | 'damaged';
  papersIndexed: number;
  /** The catalogue's revision up to which the index knows every change. */
  watermark: number;
  catalogueRevision: number;
  /** What is wrong, in words that follow “The search index”. */
  why?: string;
}

/** Reads the whole index (half a second for 100,000 papers) and says how it stands. Never throws for a damaged one. */
export async function indexState(index: SearchIndex, db: Db): Promise<IndexState> {
  const { revision } = await catalogueNow(db);
  const nothing = { papersIndexed: 0, watermark: 0, catalogueRevision: revision };
  const damaged = (why: string): IndexState => ({ state: 'damaged', ...nothing, why });
  let answering: Answering | undefined;
  try {
    index.forget();
    answering = await index.answering();
  } catch (error) {
    return damaged(`is damaged (${briefly(error)})`);
  }
  if (!answering) return { state: (await leaseHolder(db, INDEX_LEASE)) ? 'building' : 'absent', ...nothing };
  const why = await whatIsWrong(index.uri, answering, db);
  if (why) return damaged(why);
  const { watermark } = answering.written;
  const papersIndexed = await answering.papers.countRows();
  return { ...nothing, state: watermark < revision ? 'behind' : 'current', papersIndexed, watermark };
}
