import type { Db, SightingRow, Trx } from '#db/schema.ts';
import type { Sighting } from '#sources/sighting.ts';
import { assignPapers } from './assign.ts';
import { identityOf } from './identity.ts';
import { withoutKnown } from './known.ts';
import { type MergedPaper, mergeSightings } from './merge.ts';
import { neighbourhood, noKeys } from './neighbourhood.ts';
import { asNewcomer, type Newcomer } from './newcomer.ts';
import { compare, type KeptSighting, recordRef } from './showing.ts';
import { deletePapers, insertSightings, moveSightings, withoutUnchanged, writePapers, writeRevision } from './write.ts';

/** What became of a sighting: the first of its paper, one more of a paper already known, or known to the letter. */
export type Outcome = 'new' | 'merged' | 'unchanged';

/** A sighting of a concerned record: kept before, or on its way in. */
interface Held extends KeptSighting {
  record: string;
  row?: SightingRow;
}

const asHeld = (row: SightingRow): Held => ({
  sighting: JSON.parse(row.payload),
  digest: row.digest,
  firstSeenAt: row.first_seen_at,
  lastSeenAt: row.last_seen_at,
  record: recordRef(row.source, row.source_key),
  row,
});

/** Holds the row that every ingesting transaction holds, so that on either engine they come one after another. */
async function holdCatalogue(trx: Trx): Promise<number> {
  const state = await trx
    .updateTable('catalogue_state')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', 1)
    .returning('revision')
    .executeTakeFirstOrThrow();
  return state.revision;
}

/** Every sighting that shares a paper, or could share one, with the new ones; themselves included. */
async function concerned(trx: Trx, fresh: Newcomer[], papers: Iterable<string>): Promise<Held[]> {
  const keys = noKeys();
  for (const paper of papers) keys.paper_id.add(paper);
  for (const { sighting, titleKey } of fresh) {
    if (sighting.arxivId) keys.arxiv_id.add(sighting.arxivId);
    if (sighting.doi) keys.doi.add(sighting.doi);
    if (sighting.articleDoi) keys.doi.add(sighting.articleDoi);
    if (titleKey) keys.title_key.add(titleKey);
  }
  const near = await neighbourhood(trx, keys);
  return [...near.map(asHeld), ...fresh];
}

interface Settlement {
  /** Papers to write. */
  papers: MergedPaper[];
  /** Paper by record. */
  home: Map<string, string>;
  /** New paper by sighting. */
  moved: Map<number, string>;
  /** Ids that are no papers any more, and where their sightings went. */
  gone: Map<string, string>;
  /** Ids that were papers before. */
  known: Set<string>;
  /** Papers of which all that is new is when something was seen. */
  seenAgain: Set<string>;
}

/** Where the address of a paper that came apart leads: to whom most of its sightings went, the smaller id first. */
function heirOf(went: Map<string, number>): string {
  return [...went].sort(([a, most], [b, fewer]) => fewer - most || compare(a, b))[0]![0];
}

function settle(held: Held[], stirred: Set<string>, revision: number): Settlement {
  const records = Map.groupBy(held, (one) => one.record);
  const home = assignPapers([...records.values()].map(identityOf));
  const moved = new Map<number, string>();
  const leaving = new Map<string, Map<string, number>>();
  const touched = new Set<string>();
  const known = new Set<string>();
  for (const { row, record } of held) {
    const id = home.get(record)!;
    if (!row) touched.add(id);
    else {
      known.add(row.paper_id);
      if (id === row.paper_id) continue;
      moved.set(row.id, id);
      const went = leaving.get(row.paper_id) ?? new Map<string, number>();
      leaving.set(row.paper_id, went.set(id, (went.get(id) ?? 0) + 1));
      touched.add(id).add(row.paper_id);
    }
  }
  const members = Map.groupBy(held, (one) => home.get(one.record)!);
  const papers: MergedPaper[] = [];
  const gone = new Map<string, string>();
  const seenAgain = stirred.difference(touched);
  for (const id of touched.union(stirred)) {
    const kept = members.get(id);
    if (kept) papers.push(mergeSightings(id, kept, revision));
    else gone.set(id, heirOf(leaving.get(id)!));
  }
  return { papers, home, moved, gone, known, seenAgain };
}

/**
 * {@link ingest} as a part of a larger transaction: what is written beside the sightings is in with them or not at all.
 * The row of the catalogue's revision is held from here to the transaction's end.
 */
export async function ingestWithin(trx: Trx, sightings: Sighting[]): Promise<Outcome[]> {
  if (sightings.length === 0) return [];
  const revision = (await holdCatalogue(trx)) + 1;
  const newcomers = sightings.map(asNewcomer);
  const { fresh, papers: returning, stirred } = await withoutKnown(trx, newcomers);
  if (fresh.size === 0 && stirred.size === 0) return newcomers.map(() => 'unchanged');

  const arrivals = [...fresh.values()];
  const held = await concerned(trx, arrivals, [...returning, ...stirred]);
  const { papers, home, moved, gone, known, seenAgain } = settle(held, stirred, revision);
  const changed = await withoutUnchanged(trx, papers, seenAgain);
  if (fresh.size === 0 && moved.size === 0 && changed.length === 0) return newcomers.map(() => 'unchanged');

  await moveSightings(trx, moved);
  await insertSightings(trx, arrivals, home);
  await deletePapers(trx, gone, revision);
  await writePapers(trx, changed, known);
  await writeRevision(trx, revision);

  for (const heir of gone.values()) known.add(heir);
  return newcomers.map((newcomer) => {
    if (fresh.get(newcomer.ref) !== newcomer) return 'unchanged';
    const id = home.get(newcomer.record)!;
    if (known.has(id)) return 'merged';
    known.add(id);
    return 'new';
  });
}

/**
 * Puts sightings into the catalogue, in one transaction: killed anywhere, all of them are in or none is.
 * Safe to repeat; the order of arrival does not matter. A few hundred at a time keep the transaction short.
 * @returns what became of each, in the order given.
 */
export async function ingest(db: Db, sightings: Sighting[]): Promise<Outcome[]> {
  if (sightings.length === 0) return [];
  return db.transaction().execute((trx) => ingestWithin(trx, sightings));
}
