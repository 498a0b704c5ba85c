import type { Db, SightingRow, Trx } from '#db/schema.ts';
import type { Sighting } from '#sources/sighting.ts';
import { assignPapers } from './assign.ts';
import { type KeptSighting, type MergedPaper, mergeSightings } from './merge.ts';
import { neighbourhood, sightingsBy } from './neighbourhood.ts';
import { asNewcomer, type Newcomer, refOf } from './newcomer.ts';
import { identityOf } from './same-work.ts';
import { deletePapers, insertSightings, moveSightings, touchSighting, writePapers, writeRevision } from './write.ts';

/** What became of a sighting: the first of its paper, one more of a paper already known, or known to the letter. */
export type Outcome = 'new' | 'merged' | 'unchanged';

const asKept = (row: SightingRow): KeptSighting => ({
  sighting: JSON.parse(row.payload),
  digest: row.digest,
  firstSeenAt: row.first_seen_at,
  lastSeenAt: row.last_seen_at,
});

const rowRef = (row: Pick<SightingRow, 'source' | 'source_key' | 'digest'>) =>
  refOf(row.source, row.source_key, row.digest);

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

/**
 * Splits off what is known to the letter. A known showing that was not its record's last state becomes it again:
 * the source went back to what it had said before.
 * @returns what is not known yet, and the papers with a showing that came back.
 */
async function withoutKnown(trx: Trx, newcomers: Newcomer[]) {
  const rows = await trx
    .selectFrom('sightings')
    .select(['id', 'paper_id', 'source', 'source_key', 'digest', 'last_seen_at'])
    .where('source', 'in', [...new Set(newcomers.map((newcomer) => newcomer.sighting.source))])
    .where('source_key', 'in', [...new Set(newcomers.map((newcomer) => newcomer.sighting.sourceKey))])
    .execute();
  const known = new Map(rows.map((row) => [rowRef(row), row]));
  const lastSeen = new Map<string, string>();
  for (const row of rows) {
    const record = refOf(row.source, row.source_key, '');
    if ((lastSeen.get(record) ?? '') < row.last_seen_at) lastSeen.set(record, row.last_seen_at);
  }
  const fresh = new Map<string, Newcomer>();
  const revived = new Set<string>();
  for (const newcomer of newcomers) {
    const row = known.get(newcomer.ref);
    if (!row) {
      if (!fresh.has(newcomer.ref)) fresh.set(newcomer.ref, newcomer);
      continue;
    }
    const last = lastSeen.get(refOf(row.source, row.source_key, ''))!;
    if (row.last_seen_at < last && last < newcomer.lastSeenAt) {
      await touchSighting(trx, row.id, newcomer.lastSeenAt);
      revived.add(row.paper_id);
    }
  }
  return { fresh, revived };
}

/** Every kept sighting that shares a paper, or could share one, with the new ones. */
async function concerned(trx: Trx, fresh: Newcomer[], revived: Set<string>) {
  const near = await neighbourhood(
    trx,
    fresh.map((newcomer) => newcomer.identity),
  );
  const home = assignPapers([
    ...near.map((row) => identityOf(JSON.parse(row.payload), rowRef(row))),
    ...fresh.map((newcomer) => newcomer.identity),
  ]);
  const rows = new Map(near.map((row) => [row.id, row]));
  const touched = new Set([...home.values(), ...near.map((row) => row.paper_id), ...revived]);
  for (const row of await sightingsBy(trx, 'paper_id', touched)) rows.set(row.id, row);
  return { home, rows: [...rows.values()] };
}

interface Settlement {
  /** Papers to write. */
  papers: MergedPaper[];
  /** New paper by sighting. */
  moved: Map<number, string>;
  /** Ids that are no papers any more, and where their sightings went. */
  gone: Map<string, string>;
}

function settle(
  home: Map<string, string>,
  rows: SightingRow[],
  fresh: Newcomer[],
  revived: Set<string>,
  revision: number,
): Settlement {
  const moved = new Map<number, string>();
  const heirs = new Map<string, string>();
  const touched = new Set(revived);
  const members = new Map<string, KeptSighting[]>();
  const join = (id: string, kept: KeptSighting) => {
    const others = members.get(id);
    if (others) others.push(kept);
    else members.set(id, [kept]);
  };
  for (const row of rows) {
    const id = home.get(rowRef(row)) ?? row.paper_id;
    if (id !== row.paper_id) {
      moved.set(row.id, id);
      heirs.set(row.paper_id, id);
      touched.add(id).add(row.paper_id);
    }
    join(id, asKept(row));
  }
  for (const newcomer of fresh) {
    const id = home.get(newcomer.ref)!;
    touched.add(id);
    join(id, newcomer);
  }
  const papers: MergedPaper[] = [];
  const gone = new Map<string, string>();
  for (const id of touched) {
    const kept = members.get(id);
    if (kept) papers.push(mergeSightings(id, kept, revision));
    else gone.set(id, heirs.get(id)!);
  }
  return { papers, moved, gone };
}

/**
 * As {@link ingest}, within a transaction of the caller's: what else it writes there is in with the sightings, or not.
 */
export async function ingestWithin(trx: Trx, sightings: Sighting[]): Promise<Outcome[]> {
  if (sightings.length === 0) return [];
  const revision = (await holdCatalogue(trx)) + 1;
  const newcomers = sightings.map(asNewcomer);
  const { fresh, revived } = await withoutKnown(trx, newcomers);
  if (fresh.size === 0 && revived.size === 0) return newcomers.map(() => 'unchanged');

  const arrivals = [...fresh.values()];
  const { home, rows } = await concerned(trx, arrivals, revived);
  const known = new Set(rows.map((row) => row.paper_id));
  const { papers, moved, gone } = settle(home, rows, arrivals, revived, revision);
  await moveSightings(trx, moved);
  await insertSightings(trx, arrivals, home);
  await deletePapers(trx, gone, revision);
  await writePapers(trx, papers, known);
  await writeRevision(trx, revision);

  for (const heir of gone.values()) known.add(heir);
  return newcomers.map((newcomer) => {
    if (fresh.get(newcomer.ref) !== newcomer) return 'unchanged';
    const id = home.get(newcomer.ref)!;
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
