import { findPaper, frontDayOf, resolveId } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import { addDays } from '#floor/day.ts';
import { invalid, notFound } from '#floor/failure.ts';
import { arxivIdOf } from '#sources/arxiv/identifier.ts';
import { doiOf } from '#sources/doi.ts';
import { type ApiPaper, apiPaper } from './shapes.ts';

/** The anchor takes a paper for its front page this long after publication. */
const DAYS_TO_SUBMIT = 14;
/** What may name a paper here; all else is a mistake and not a paper that is missing. */
const LOOKS_LIKE_ID = /^(\d{4}\.\d{4,5}(v\d+)?|p-[0-9a-z]{10})$/;

export interface PaperDetail extends ApiPaper {
  linkedModels: never[];
  numTotalModels: number;
  linkedDatasets: never[];
  numTotalDatasets: number;
  linkedSpaces: never[];
  numTotalSpaces: number;
  comments?: never[];
  submissionDeadline?: string;
}

/**
 * The id of the paper that a text names.
 * @param origin of this site, whose addresses of papers are taken too.
 * @throws Failure `Invalid` for what is no id, `NotFound` for no such paper.
 */
export async function requireId(db: Db, text: string, origin = ''): Promise<string> {
  const own = `${origin}/papers/`;
  if (origin && text.startsWith(own)) return requireId(db, text.slice(own.length).replace(/\.md$/, ''));
  const found = await resolveId(db, text);
  if (found) return found.id;
  if (!LOOKS_LIKE_ID.test(text) && !arxivIdOf(text) && !doiOf(text)) {
    throw invalid(`“${text.slice(0, 80)}” is not the id of a paper.`, 'Give an arXiv id such as 2403.05530, or a DOI.');
  }
  throw notFound(`There is no paper ${text.slice(0, 80)} here.`, 'It may be on arXiv and not in this catalogue yet.');
}

/**
 * Answers `GET /api/papers/{id}`; `field=comments` and `field=submissionDeadline` add to it.
 * @throws Failure as {@link requireId}.
 */
export async function paperDetail(db: Db, text: string, query: URLSearchParams, origin: string): Promise<PaperDetail> {
  const id = await requireId(db, text, origin);
  const paper = (await findPaper(db, id))!;
  const fields = query.getAll('field');
  const deadline = paper.day && `${addDays(paper.day, DAYS_TO_SUBMIT)}T00:00:00.000Z`;
  return {
    ...apiPaper(paper, await frontDayOf(db, id), origin),
    linkedModels: [],
    numTotalModels: 0,
    linkedDatasets: [],
    numTotalDatasets: 0,
    linkedSpaces: [],
    numTotalSpaces: 0,
    ...(fields.includes('comments') && { comments: [] }),
    ...(fields.includes('submissionDeadline') && deadline && { submissionDeadline: deadline }),
  };
}
