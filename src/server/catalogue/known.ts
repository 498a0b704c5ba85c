import type { Trx } from '#db/schema.ts';
import { type Newcomer, refOf } from './newcomer.ts';
import { compare, recordRef } from './showing.ts';
import { touchSightings } from './write.ts';

export interface Arrivals {
  /** What is not known yet, by `ref`. */
  fresh: Map<string, Newcomer>;
  /** The papers that hold records with new showings. */
  papers: Set<string>;
  /** Papers with a showing that was seen earlier or later than we knew: another of its states may be the last now. */
  stirred: Set<string>;
}

const earlier = (a: string, b: string) => (compare(a, b) < 0 ? a : b);
const later = (a: string, b: string) => (compare(a, b) > 0 ? a : b);

/**
 * Splits off what is known to the letter, and keeps when it was seen: from the first time to the last, whichever came
 * in first. A source that goes back to what it had said before is believed again by that.
 */
export async function withoutKnown(trx: Trx, newcomers: Newcomer[]): Promise<Arrivals> {
  const rows = await trx
    .selectFrom('sightings')
    .select(['id', 'paper_id', 'source', 'source_key', 'digest', 'first_seen_at', 'last_seen_at'])
    .where('source', 'in', [...new Set(newcomers.map((newcomer) => newcomer.sighting.source))])
    .where('source_key', 'in', [...new Set(newcomers.map((newcomer) => newcomer.sighting.sourceKey))])
    .execute();
  const known = new Map(rows.map((row) => [refOf(recordRef(row.source, row.source_key), row.digest), row]));
  const fresh = new Map<string, Newcomer>();
  const touched = new Map<number, (typeof rows)[number]>();
  for (const newcomer of newcomers) {
    const seenAt = newcomer.sighting.seenAt;
    const row = known.get(newcomer.ref);
    const twin = fresh.get(newcomer.ref);
    if (row && (seenAt < row.first_seen_at || row.last_seen_at < seenAt)) {
      row.first_seen_at = earlier(row.first_seen_at, seenAt);
      row.last_seen_at = later(row.last_seen_at, seenAt);
      touched.set(row.id, row);
    } else if (twin) {
      twin.firstSeenAt = earlier(twin.firstSeenAt, seenAt);
      twin.lastSeenAt = later(twin.lastSeenAt, seenAt);
    } else if (!row) fresh.set(newcomer.ref, newcomer);
  }
  const seenAnew = [...touched.values()];
  await touchSightings(trx, seenAnew);

  const records = new Set([...fresh.values()].map((newcomer) => newcomer.record));
  const papers = rows.filter((row) => records.has(recordRef(row.source, row.source_key))).map((row) => row.paper_id);
  const stirred = await withSeveral(trx, new Set(seenAnew.map((row) => row.paper_id)));
  return { fresh, papers: new Set(papers), stirred };
}

/** Those papers that more than one showing makes: of a single one the times decide nothing. */
async function withSeveral(trx: Trx, papers: Set<string>): Promise<Set<string>> {
  if (papers.size === 0) return papers;
  const rows = await trx
    .selectFrom('sightings')
    .select('paper_id')
    .where('paper_id', 'in', [...papers])
    .groupBy('paper_id')
    .having((eb) => eb.fn.countAll(), '>', 1)
    .execute();
  return new Set(rows.map((row) => row.paper_id));
}
