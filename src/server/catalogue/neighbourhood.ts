import type { SightingRow, Trx } from '#db/schema.ts';
import type { Identity } from './same-work.ts';

/** Bound parameters in one statement; SQLite allows 32,766, PostgreSQL 65,535. */
const KEYS_PER_QUERY = 5_000;
/** A sighting's ids and title lead to others', theirs to more; real chains end after two. */
const MOST_ROUNDS = 6;

type KeyColumn = 'arxiv_id' | 'doi' | 'title_key' | 'paper_id';

/** Rows whose `column` has one of the values. */
export async function sightingsBy(trx: Trx, column: KeyColumn, values: Iterable<string>): Promise<SightingRow[]> {
  const wanted = [...values];
  const rows: SightingRow[] = [];
  for (let from = 0; from < wanted.length; from += KEYS_PER_QUERY) {
    const part = wanted.slice(from, from + KEYS_PER_QUERY);
    rows.push(...(await trx.selectFrom('sightings').selectAll().where(column, 'in', part).execute()));
  }
  return rows;
}

type Keys = Record<'arxiv_id' | 'doi' | 'title_key', Set<string>>;

const noKeys = (): Keys => ({ arxiv_id: new Set(), doi: new Set(), title_key: new Set() });

function addKeys(
  keys: Keys,
  of: { arxivId?: string | undefined; doi?: string | undefined; titleKey?: string | undefined },
) {
  if (of.arxivId) keys.arxiv_id.add(of.arxivId);
  if (of.doi) keys.doi.add(of.doi);
  if (of.titleKey) keys.title_key.add(of.titleKey);
}

/**
 * Every kept sighting that could be of one work with the new ones: reached from them by arXiv id, DOI or title key,
 * over any number of steps.
 */
export async function neighbourhood(trx: Trx, newcomers: Identity[]): Promise<SightingRow[]> {
  const found = new Map<number, SightingRow>();
  const asked = noKeys();
  let toAsk = noKeys();
  for (const newcomer of newcomers) addKeys(toAsk, newcomer);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = noKeys();
    for (const column of ['arxiv_id', 'doi', 'title_key'] as const) {
      const fresh = toAsk[column].difference(asked[column]);
      for (const key of fresh) asked[column].add(key);
      for (const row of await sightingsBy(trx, column, fresh)) {
        if (found.has(row.id)) continue;
        found.set(row.id, row);
        addKeys(next, {
          arxivId: row.arxiv_id ?? undefined,
          doi: row.doi ?? undefined,
          titleKey: row.title_key ?? undefined,
        });
      }
    }
    toAsk = next;
    if (found.size === 0) break;
  }
  return [...found.values()];
}
