import type { Trx } from '#db/schema.ts';
import type { MergedPaper } from './merge.ts';
import type { Newcomer } from './newcomer.ts';
import { rowFromPaper } from './paper.ts';

/** Rows in one insert; 26 columns each stay below SQLite's 32,766 bound parameters. */
const ROWS_PER_INSERT = 500;

function* parts<T>(items: T[], size = ROWS_PER_INSERT): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

export async function insertSightings(trx: Trx, newcomers: Newcomer[], home: Map<string, string>): Promise<void> {
  for (const part of parts(newcomers)) {
    await trx
      .insertInto('sightings')
      .values(
        part.map((newcomer) => ({
          paper_id: home.get(newcomer.ref)!,
          source: newcomer.sighting.source,
          source_key: newcomer.sighting.sourceKey,
          digest: newcomer.digest,
          arxiv_id: newcomer.identity.arxivId ?? null,
          doi: newcomer.identity.doi ?? null,
          title_key: newcomer.identity.titleKey ?? null,
          first_seen_at: newcomer.firstSeenAt,
          last_seen_at: newcomer.lastSeenAt,
          payload: JSON.stringify(newcomer.sighting),
        })),
      )
      .execute();
  }
}

export async function touchSighting(trx: Trx, id: number, seenAt: string): Promise<void> {
  await trx.updateTable('sightings').set({ last_seen_at: seenAt }).where('id', '=', id).execute();
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

export async function writeRevision(trx: Trx, revision: number): Promise<void> {
  await trx.updateTable('catalogue_state').set({ revision }).where('id', '=', 1).execute();
}
