import type { PlacementTable, SightingRow, Trx } from '#db/schema.ts';
import type { MergedPaper } from './merge.ts';
import type { Newcomer } from './newcomer.ts';
import { rowFromPaper } from './paper.ts';

/** Rows in one insert; 26 columns each stay below SQLite's 32,766 bound parameters. */
const ROWS_PER_INSERT = 500;

function* parts<T>(items: T[], size = ROWS_PER_INSERT): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** @param home paper by record. */
export async function insertSightings(trx: Trx, newcomers: Newcomer[], home: Map<string, string>): Promise<void> {
  for (const part of parts(newcomers)) {
    await trx
      .insertInto('sightings')
      .values(
        part.map((newcomer) => ({
          paper_id: home.get(newcomer.record)!,
          source: newcomer.sighting.source,
          source_key: newcomer.sighting.sourceKey,
          digest: newcomer.digest,
          arxiv_id: newcomer.sighting.arxivId ?? null,
          doi: newcomer.sighting.doi ?? null,
          article_doi: newcomer.sighting.articleDoi ?? null,
          title_key: newcomer.titleKey ?? null,
          first_seen_at: newcomer.firstSeenAt,
          last_seen_at: newcomer.lastSeenAt,
          payload: JSON.stringify(newcomer.sighting),
        })),
      )
      .execute();
  }
}

type Times = Pick<SightingRow, 'id' | 'first_seen_at' | 'last_seen_at'>;

/** Writes when sightings were seen; those that were seen together, as an import's are, in one statement. */
export async function touchSightings(trx: Trx, rows: Times[]): Promise<void> {
  const together = Map.groupBy(rows, (row) => `${row.first_seen_at} ${row.last_seen_at}`);
  for (const some of together.values()) {
    const { first_seen_at, last_seen_at } = some[0]!;
    for (const part of parts(some)) {
      const ids = part.map((row) => row.id);
      await trx.updateTable('sightings').set({ first_seen_at, last_seen_at }).where('id', 'in', ids).execute();
    }
  }
}

export async function moveSightings(trx: Trx, moved: Map<number, string>): Promise<void> {
  for (const [id, paperId] of moved) {
    await trx.updateTable('sightings').set({ paper_id: paperId }).where('id', '=', id).execute();
  }
}

/** Takes away papers whose sightings went to others; their addresses lead there from now on. */
export async function deletePapers(trx: Trx, gone: Map<string, string>, revision: number): Promise<void> {
  for (const [oldId, paperId] of gone) {
    await trx.deleteFrom('papers').where('id', '=', oldId).execute();
    await trx.deleteFrom('placements').where('paper_id', '=', oldId).execute();
    await trx.updateTable('redirects').set({ paper_id: paperId, revision }).where('paper_id', '=', oldId).execute();
    await trx
      .insertInto('redirects')
      .values({ old_id: oldId, paper_id: paperId, revision })
      .onConflict((oc) => oc.column('old_id').doUpdateSet({ paper_id: paperId, revision }))
      .execute();
  }
}

/** The papers without those of `unsure` that are in the catalogue exactly so already. */
export async function withoutUnchanged(trx: Trx, merged: MergedPaper[], unsure: Set<string>): Promise<MergedPaper[]> {
  const asked = merged.filter(({ paper }) => unsure.has(paper.id));
  const same = new Set<string>();
  for (const part of parts(asked)) {
    const ids = part.map(({ paper }) => paper.id);
    const papers = await trx.selectFrom('papers').selectAll().where('id', 'in', ids).execute();
    const rows = new Map(papers.map((row) => [row.id, row]));
    const places = Map.groupBy(
      await trx.selectFrom('placements').selectAll().where('paper_id', 'in', ids).execute(),
      (placement) => placement.paper_id,
    );
    for (const { paper, placements } of part) {
      const row = rows.get(paper.id);
      const now = row && rowFromPaper({ ...paper, revision: row.revision });
      const agree = now && (Object.keys(now) as (keyof typeof now)[]).every((column) => now[column] === row[column]);
      if (agree && placesText(placements) === placesText(places.get(paper.id) ?? [])) same.add(paper.id);
    }
  }
  return merged.filter(({ paper }) => !same.has(paper.id));
}

const placesText = (placements: Pick<PlacementTable, 'section' | 'day' | 'place' | 'source'>[]) =>
  placements
    .map(({ section, day, place, source }) => `${section} ${day} ${place} ${source}`)
    .sort()
    .join('\n');

/** Writes papers and their placements; `known` holds the ids that the catalogue has already. */
export async function writePapers(trx: Trx, merged: MergedPaper[], known: Set<string>): Promise<void> {
  for (const part of parts(merged)) {
    const ids = part.map(({ paper }) => paper.id);
    const old = ids.filter((id) => known.has(id));
    const added = ids.filter((id) => !known.has(id));
    if (old.length > 0) {
      await trx.deleteFrom('papers').where('id', 'in', old).execute();
      await trx.deleteFrom('placements').where('paper_id', 'in', old).execute();
    }
    if (added.length > 0) await trx.deleteFrom('redirects').where('old_id', 'in', added).execute();
    await trx
      .insertInto('papers')
      .values(part.map(({ paper }) => rowFromPaper(paper)))
      .execute();
    const placements = part.flatMap(({ paper, placements }) =>
      placements.map((placement) => ({ ...placement, paper_id: paper.id })),
    );
    for (const some of parts(placements)) await trx.insertInto('placements').values(some).execute();
  }
}

/** Writes the revision that a transaction has made, and when. The last that it writes of the catalogue. */
export async function writeRevision(trx: Trx, revision: number): Promise<void> {
  const last = await trx.selectFrom('revisions').select('at').orderBy('revision', 'desc').limit(1).executeTakeFirst();
  const now = new Date().toISOString();
  await trx
    .insertInto('revisions')
    .values({ revision, at: last && last.at > now ? last.at : now })
    .execute();
  await trx.updateTable('catalogue_state').set({ revision }).where('id', '=', 1).execute();
}
