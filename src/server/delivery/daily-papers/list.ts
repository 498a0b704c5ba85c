import { type Paper, paperFromRow } from '#catalogue/paper.ts';
import type { Db } from '#db/schema.ts';
import { isDay } from '#floor/day.ts';
import { invalid } from '#floor/failure.ts';
import { boundedInteger } from './parameters.ts';
import { type ApiPaper, apiPaper, thumbnailOf } from './shapes.ts';

const DEFAULT_LIMIT = 50;
const MOST = 100;
const LONGEST_CURSOR = 1_000;

/** One entry of `GET /api/papers`: the paper without a listing around it. */
export type ListItem = ApiPaper & { thumbnailUrl: string };

/** One page of `GET /api/papers`. */
export interface ListPage {
  items: ListItem[];
  /** What the next page is asked for with, where there is one. */
  cursor?: string;
}

/**
 * Answers `GET /api/papers`: every paper by its day of publication, the newest first; parameters `cursor` and `limit`. The
 * cursor names the last paper that was sent, so that none is sent twice or left out when papers come in between.
 * @throws Failure `Invalid` for a parameter that cannot be.
 */
export async function listPapers(db: Db, query: URLSearchParams, origin: string): Promise<ListPage> {
  const limit = boundedInteger(query, 'limit', DEFAULT_LIMIT, 1, MOST);
  const after = query.get('cursor');
  let asked = db.selectFrom('papers').selectAll().where('day', 'is not', null);
  if (after) {
    const { day, id } = readCursor(after);
    asked = asked
      .where('day', '<=', day)
      .where((eb) => eb.or([eb('day', '<', day), eb.and([eb('day', '=', day), eb('id', '<', id)])]));
  }
  const rows = await asked
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const papers = rows.slice(0, limit).map(paperFromRow);
  const last = papers.at(-1);
  return {
    items: papers.map((paper) => ({ ...apiPaper(paper, undefined, origin), thumbnailUrl: thumbnailOf(origin) })),
    ...(rows.length > limit && last && { cursor: cursorOf(last) }),
  };
}

const cursorOf = ({ day, id }: Paper) => Buffer.from(`${day} ${id}`).toString('base64url');

function readCursor(text: string): { day: string; id: string } {
  const [, day = '', id = ''] = /^(\S{10}) ([^\0]+)$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (text.length > LONGEST_CURSOR || !isDay(day) || id === '') {
    throw invalid('cursor is none that this server gave.', 'Take it from the Link header of the page before.');
  }
  return { day, id };
}
