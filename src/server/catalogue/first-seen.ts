import { sql } from 'kysely';
import type { Db } from '#db/schema.ts';

/** How a paper came into this catalogue. */
export interface FirstSeen {
  /** The row of its first sighting: stays the same however often the paper is updated, merged or given another id. */
  sighting: number;
  /** RFC 3339 instant. */
  at: string;
}

/** The first sighting of each of some papers; ids that the catalogue does not have are left out. */
export async function firstSeenOf(db: Db, paperIds: string[]): Promise<Map<string, FirstSeen>> {
  if (paperIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('sightings')
    .select(['paper_id', sql<number>`min(id)`.as('sighting'), sql<string>`min(first_seen_at)`.as('at')])
    .where('paper_id', 'in', paperIds)
    .groupBy('paper_id')
    .execute();
  return new Map(rows.map((row) => [row.paper_id, { sighting: Number(row.sighting), at: row.at }]));
}

/** The catalogue's own name, made at random with it: what one catalogue names is not taken for another's. */
export async function catalogueName(db: Db): Promise<string> {
  const { name } = await db.selectFrom('catalogue_state').select('name').where('id', '=', 1).executeTakeFirstOrThrow();
  return name;
}
