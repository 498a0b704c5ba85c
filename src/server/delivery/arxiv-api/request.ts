import { invalid } from '#floor/failure.ts';
import { arxivIdOf } from '#sources/arxiv/identifier.ts';
import { parseQuery } from './parse.ts';
import { printQuery, type Query } from './query.ts';

/** Results that can be reached, and in one answer. */
export const MOST_RESULTS = 30_000;
const LARGEST_SLICE = 2_000;
const DEFAULT_RESULTS = 10;
const MOST_IDS = 10_000;

export type SortBy = 'relevance' | 'lastUpdatedDate' | 'submittedDate';

export interface ApiRequest {
  query: Query | undefined;
  /** As they were written, with version or without; undefined where no list was given. */
  ids: WrittenId[] | undefined;
  start: number;
  max: number;
  sortBy: SortBy;
  isAscending: boolean;
}

export interface WrittenId {
  written: string;
  /** Canonical; undefined for what looks like an id of arXiv's and can be none (`0000.0000`). */
  id: string | undefined;
  version: number | undefined;
}

/** What arXiv takes for an id that it then may not have. */
const LOOKS_LIKE_ID = /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/i;

function whole(parameters: URLSearchParams, name: string, fallback: number): number {
  const text = parameters.get(name)?.trim() ?? '';
  if (text === '') return fallback;
  if (/^-\d+$/.test(text)) throw invalid(`${name} must be non-negative`);
  if (!/^\d{1,12}$/.test(text)) throw invalid(`${name} must be an integer`);
  return Number(text);
}

function readId(written: string): WrittenId {
  const id = arxivIdOf(written);
  if (!id && !LOOKS_LIKE_ID.test(written)) throw invalid(`incorrect id format for ${written.slice(0, 80)}`);
  const version = /v(\d+)$/.exec(written)?.[1];
  return { written, id, version: version === undefined ? undefined : Number(version) };
}

/** @throws Failure `Invalid`, in arXiv's own words where those are known. */
export function readRequest(parameters: URLSearchParams): ApiRequest {
  const list = (parameters.get('id_list') ?? '').split(',').map((id) => id.trim());
  const written = [...new Set(list.filter(Boolean))];
  if (written.length > MOST_IDS) throw invalid(`id_list may have ${MOST_IDS} ids`);
  const start = whole(parameters, 'start', 0);
  const max = whole(parameters, 'max_results', DEFAULT_RESULTS);
  if (max > LARGEST_SLICE) throw invalid(`max_results must be less than or equal to ${LARGEST_SLICE}`);
  if (start >= MOST_RESULTS) throw invalid(`start must be less than ${MOST_RESULTS}`);
  const sortBy = parameters.get('sortBy') || 'relevance';
  if (sortBy !== 'relevance' && sortBy !== 'lastUpdatedDate' && sortBy !== 'submittedDate') {
    throw invalid('sortBy must be in: relevance, lastUpdatedDate, submittedDate');
  }
  const order = parameters.get('sortOrder') || 'descending';
  if (order !== 'ascending' && order !== 'descending') throw invalid('sortOrder must be in: ascending, descending');
  return {
    query: parseQuery(parameters.get('search_query') ?? ''),
    ids: written.length > 0 ? written.map(readId) : undefined,
    start,
    max,
    sortBy,
    isAscending: order === 'ascending',
  };
}

/** The request as arXiv writes it in the title of its answer. */
export function titleOf({ query, ids = [], start, max }: ApiRequest): string {
  const list = ids.map(({ written }) => written).join(',');
  return `arXiv Query: search_query=${query ? printQuery(query) : ''}&id_list=${list}&start=${start}&max_results=${max}`;
}
