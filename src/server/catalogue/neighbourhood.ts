import type { SightingRow, Trx } from '#db/schema.ts';

/** Bound parameters in one statement; SQLite allows 32,766, PostgreSQL 65,535. */
const KEYS_PER_QUERY = 5_000;

const COLUMNS = ['paper_id', 'arxiv_id', 'doi', 'title_key'] as const;

/** What leads to sightings: values by the column that holds them. */
export type Keys = Record<(typeof COLUMNS)[number], Set<string>>;

export const noKeys = (): Keys => ({ paper_id: new Set(), arxiv_id: new Set(), doi: new Set(), title_key: new Set() });

/** Rows whose `column` has one of the values. */
async function sightingsBy(trx: Trx, column: keyof Keys, values: Iterable<string>): Promise<SightingRow[]> {
  const wanted = [...values];
  const rows: SightingRow[] = [];
  for (let from = 0; from < wanted.length; from += KEYS_PER_QUERY) {
    const part = wanted.slice(from, from + KEYS_PER_QUERY);
    rows.push(...(await trx.selectFrom('sightings').selectAll().where(column, 'in', part).execute()));
  }
  return rows;
}

/**
 * Every kept sighting that could be of one work with what the keys lead to: reached by paper, arXiv id, DOI or title
 * key, over any number of steps. To stop early would let the order of arrival decide who meets whom; real chains end
 * after two steps.
 */
export async function neighbourhood(trx: Trx, start: Keys): Promise<SightingRow[]> {
  const found = new Map<number, SightingRow>();
  const asked = noKeys();
  let toAsk = start;
  while (COLUMNS.some((column) => toAsk[column].size > 0)) {
    const next = noKeys();
    for (const column of COLUMNS) {
      const fresh = toAsk[column].difference(asked[column]);
      for (const key of fresh) asked[column].add(key);
      for (const row of await sightingsBy(trx, column, fresh)) {
        if (found.has(row.id)) continue;
        found.set(row.id, row);
        for (const of of COLUMNS) if (row[of] !== null) next[of].add(row[of]);
      }
    }
    toAsk = next;
  }
  return [...found.values()];
}
