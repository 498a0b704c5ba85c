import { type Identity, identityOf } from '#catalogue/identity.ts';
import type { Db } from '#db/schema.ts';
import type { Sighting } from '#sources/sighting.ts';

/** A record as the catalogue holds it, with the paper that it is in. */
export interface Shown {
  ref: string;
  source: string;
  sourceKey: string;
  paper: string;
  title: string;
  names: string[];
  count: number | undefined;
  day: string | undefined;
  identity: Identity;
}

const ROWS = 5_000;

/** Every record of the catalogue. */
export async function readRecords(db: Db): Promise<Shown[]> {
  const records: Shown[] = [];
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('sightings')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(ROWS)
      .execute();
    if (rows.length === 0) return records;
    after = rows.at(-1)!.id;
    for (const row of rows) {
      const sighting: Sighting = JSON.parse(row.payload);
      const { digest, first_seen_at: firstSeenAt, last_seen_at: lastSeenAt } = row;
      const identity = identityOf([{ sighting, digest, firstSeenAt, lastSeenAt }]);
      records.push({
        ref: `${row.source} ${row.source_key}`,
        source: row.source,
        sourceKey: row.source_key,
        paper: row.paper_id,
        title: sighting.title,
        names: (sighting.authors ?? []).map((author) => author.name),
        count: identity.authorCount,
        day: identity.day,
        identity,
      });
    }
  }
}
