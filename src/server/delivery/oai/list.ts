import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Change, type ChangePlace, changesAfter } from '#catalogue/changes.ts';
import { catalogueRevision } from '#catalogue/find.ts';
import { firstRevisionFrom, lastRevisionBefore } from '#catalogue/revisions.ts';
import type { Db } from '#db/schema.ts';
import { windowOf } from './dates.ts';
import { badArgument, badToken, OaiError } from './error.ts';
import { formatOf } from './formats.ts';
import { isIn, isSet, setsOf } from './sets.ts';
import { type ListQuery, readToken } from './token.ts';

/** Rows looked at in one query, of which a set may have few: some milliseconds of SQLite's time. */
const ROWS = 1_000;

/** @throws OaiError for arguments or a token that cannot be. */
export function listQueryOf(given: ReadonlyMap<string, string>): ListQuery {
  const token = given.get('resumptionToken');
  if (token !== undefined) {
    const query = readToken(token);
    try {
      judge(query);
    } catch {
      throw badToken();
    }
    return query;
  }
  const query = {
    prefix: given.get('metadataPrefix')!,
    from: given.get('from'),
    until: given.get('until'),
    set: given.get('set'),
    after: undefined,
    sent: 0,
  };
  judge(query);
  return query;
}

function judge({ prefix, from, until, set }: ListQuery): void {
  // Other mistakes than of arguments repeat the arguments, so those are judged first.
  windowOf(from, until);
  if (set !== undefined && !isSet(set)) throw badArgument('There is no such set; ListSets names them.');
  formatOf(prefix);
}

export interface ListPage {
  changes: Change[];
  /** Where the list goes on; undefined where this is its end. */
  next: ListQuery | undefined;
}

/**
 * A page of a list. The order is that of the catalogue's revisions, and so of datestamps.
 * @throws OaiError `noRecordsMatch` where there is nothing, at the beginning of a list.
 */
export async function listPage(db: Db, query: ListQuery, size: number): Promise<ListPage> {
  const { first, before } = windowOf(query.from, query.until);
  const format = formatOf(query.prefix);
  const from = first === undefined ? 0 : await firstRevisionFrom(db, first);
  const upTo = before === undefined ? await catalogueRevision(db) : await lastRevisionBefore(db, before);
  // One more than is sent tells whether there are more.
  const found: Change[] = [];
  let place: ChangePlace | undefined =
    query.after ?? (from === undefined ? undefined : { revision: from, id: '', isGone: false });
  while (place && upTo !== undefined && found.length <= size) {
    const rows = await changesAfter(db, place, upTo, ROWS);
    for (const change of rows) {
      const belongs = query.set === undefined || isIn(query.set, setsOf(change.categories));
      if (belongs && format.has(change)) found.push(change);
    }
    place = rows.length < ROWS ? undefined : rows.at(-1);
    if (place) await nextTurn();
  }
  if (found.length === 0 && !query.after) throw new OaiError('noRecordsMatch', 'Nothing here is of that set and time.');
  const changes = found.slice(0, size);
  const last = changes.at(-1);
  const next =
    found.length > size && last ? { ...query, after: placeOf(last), sent: query.sent + changes.length } : undefined;
  return { changes, next };
}

const placeOf = ({ revision, id, isGone }: Change): ChangePlace => ({ revision, id, isGone });
