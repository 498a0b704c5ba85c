import { addDays, isDay } from '#floor/day.ts';
import { CATEGORIES, isArchive } from '#sources/arxiv/categories.ts';
import { type ArxivCatalogue, setOf } from './arxiv-catalogue.ts';
import type { ArxivPaper } from './arxiv-papers.ts';
import { FORMATS, type Format } from './oai-records.ts';
import type { ListPage } from './turns.ts';

/** An error of the protocol; it is answered with status 200. */
export class OaiError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export const EARLIEST = '2005-09-16';

/** All sets with their names: groups, then archives, then categories. */
export const SETS: readonly { spec: string; name: string }[] = [
  ...[...new Set(CATEGORIES.map(({ code }) => setOf(code).split(':')[0]!))].map((spec) => ({ spec, name: spec })),
  ...CATEGORIES.filter(({ code }) => isArchive(code)).map(({ code, name }) => ({ spec: setOf(code), name })),
  ...CATEGORIES.filter(({ code }) => !isArchive(code)).map(({ code, name }) => ({ spec: setOf(code), name })),
];
const SPECS = new Set(SETS.map(({ spec }) => spec));

/** What a list is asked by; the same names stand in a resumption token, with `skip`. */
export interface ListQuery {
  verb: string;
  metadataPrefix: string;
  from?: string;
  until?: string;
  set?: string;
  skip: number;
}

/**
 * The token that goes on with a list: its query with `skip`, encoded twice as arXiv's are (`oaipmh/processors/resume.py`
 * of arXiv/oaipmh).
 */
export function tokenOf(query: ListQuery): string {
  const asked = new URLSearchParams();
  for (const name of ['verb', 'metadataPrefix', 'from', 'until', 'set', 'skip'] as const) {
    if (query[name] !== undefined) asked.set(name, String(query[name]));
  }
  return encodeURIComponent(asked.toString());
}

/** @throws OaiError badResumptionToken for what is none. */
export function queryOfToken(token: string, verb: string, now: Date): ListQuery {
  let read: URLSearchParams;
  try {
    read = new URLSearchParams(decodeURIComponent(token));
  } catch {
    throw badToken();
  }
  const skip = read.get('skip') ?? '';
  if (!/^\d+$/.test(skip) || read.get('verb') !== verb) throw badToken();
  read.delete('skip');
  return { ...queryOf(read, now), skip: Number(skip) };
}

export const badToken = () =>
  new OaiError('badResumptionToken', 'The value of the resumptionToken argument is invalid or expired.');

const badArgument = (why: string) => new OaiError('badArgument', why);

/** Reads and judges the arguments of a list. @throws OaiError */
export function queryOf(asked: URLSearchParams, now: Date): ListQuery {
  for (const name of asked.keys()) {
    if (!['verb', 'metadataPrefix', 'from', 'until', 'set'].includes(name)) throw badArgument('Unallowed parameter.');
  }
  const metadataPrefix = asked.get('metadataPrefix');
  if (metadataPrefix === null) throw badArgument('metadataPrefix required.');
  formatOf(metadataPrefix);
  const [from, until, set] = ['from', 'until', 'set'].map((name) => asked.get(name) ?? undefined);
  if (from !== undefined && !isDay(from)) throw badArgument('from date format must be YYYY-MM-DD');
  if (until !== undefined && !isDay(until)) throw badArgument('until date format must be YYYY-MM-DD');
  if (set !== undefined && !SPECS.has(set)) throw badArgument('Set does not exist');
  const today = now.toISOString().slice(0, 10);
  if ((from ?? EARLIEST) > (until ?? today)) {
    throw badArgument('until date must be greater than or equal to from date');
  }
  if (from !== undefined && from < EARLIEST) throw badArgument('start date too early');
  if (until !== undefined && until > addDays(today, 1)) throw badArgument('until date too late');
  const query = { verb: asked.get('verb') ?? '', metadataPrefix, skip: 0 };
  return { ...query, ...(from && { from }), ...(until && { until }), ...(set && { set }) };
}

/** @throws OaiError cannotDisseminateFormat */
export function formatOf(prefix: string): Format {
  if (!Object.hasOwn(FORMATS, prefix)) {
    throw new OaiError('cannotDisseminateFormat', 'Did not recognize requested format');
  }
  return FORMATS[prefix as keyof typeof FORMATS];
}

/**
 * One page of a list, and the query of the next. As at arXiv (`oaipmh/processors/fetch_list.py`), the next begins at the
 * last day of the page and skips what has been shown of that day, or shown of this one where the page holds no other;
 * within the page records stand by day and id.
 * @throws OaiError noRecordsMatch
 */
export function listPage(catalogue: ArxivCatalogue, query: ListQuery, size: number): ListPage<ArxivPaper> {
  const { from = '', until = '9999', set, skip } = query;
  const papers = catalogue.inOrder(set);
  const first = firstFrom(papers, (paper) => paper.datestamp >= from) + skip;
  const end = Math.min(
    first + size,
    firstFrom(papers, (paper) => paper.datestamp > until),
  );
  const shown = papers.slice(first, end);
  const last = shown.at(-1);
  if (!last) {
    throw new OaiError(
      'noRecordsMatch',
      'The combination of the values of the from, until, set and metadataPrefix arguments results in an empty list.',
    );
  }
  const following = papers[end];
  const records = shown.toSorted(byDayAndId);
  if (!following || following.datestamp > until) return { records, next: undefined };
  const isOneDay = shown[0]!.datestamp === last.datestamp;
  const ofLastDay = shown.filter(({ datestamp }) => datestamp === last.datestamp).length;
  const after = isOneDay ? { ...query, skip: skip + size } : { ...query, from: last.datestamp, skip: ofLastDay };
  return { records, next: tokenOf(after) };
}

const byDayAndId = (a: ArxivPaper, b: ArxivPaper) =>
  a.datestamp < b.datestamp || (a.datestamp === b.datestamp && a.arxivId < b.arxivId) ? -1 : 1;

/** The first place from which on a condition holds, in a list where it holds for all that follow. */
function firstFrom(papers: ArxivPaper[], holds: (paper: ArxivPaper) => boolean): number {
  let [low, high] = [0, papers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(papers[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
