import type { SightingRow, Trx } from '#db/schema.ts';

/** Bound parameters in one statement; SQLite allows 32,766, PostgreSQL 65,535. */
const KEYS_PER_QUERY = 5_000;

/** The columns that a sighting is found by, each with what it holds: a DOI leads to who has it and to who states it. */
const COLUMNS = {
  paper_id: 'paper_id',
  arxiv_id: 'arxiv_id',
  doi: 'doi',
  article_doi: 'doi',
  title_key: 'title_key',
} as const;

type Column = keyof typeof COLUMNS;
const columns = Object.keys(COLUMNS) as Column[];

/** What leads to sightings. */
export type Keys = Record<(typeof COLUMNS)[Column], Set<string>>;

export const noKeys = (): Keys => ({ paper_id: new Set(), arxiv_id: new Set(), doi: new Set(), title_key: new Set() });

/** Rows whose `column` has one of the values. */
async function sightingsBy(trx: Trx, column: Column, values: Iterable<string>): Promise<SightingRow[]> {
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
  while (Object.values(toAsk).some((keys) => keys.size > 0)) {
    const next = noKeys();
    const fresh = noKeys();
    for (const kind of Object.keys(asked) as (keyof Keys)[]) {
      fresh[kind] = toAsk[kind].difference(asked[kind]);
      asked[kind] = asked[kind].union(fresh[kind]);
    }
    for (const column of columns) {
      for (const row of await sightingsBy(trx, column, fresh[COLUMNS[column]])) {
        if (found.has(row.id)) continue;
        found.set(row.id, row);
        for (const of of columns) if (row[of] !== null) next[COLUMNS[of]].add(row[of]);
      }
    }
    toAsk = next;
  }
  return [...found.values()];
}
