import type { Paper } from '#catalogue/paper.ts';
import type { Db } from '#db/schema.ts';
import { notFound } from '#floor/failure.ts';
import { type Order, type SearchIndex, search, similarTo } from '#search/index.ts';
import { findExamples } from '../page/examples.ts';
import { noteWords, sizeWords } from '../page/found-words.ts';
import { likeTitle, nearReason, notesOf, type SimilarOrder } from '../page/like.ts';
import { boundedQuestion } from '../page/question.ts';
import { headingOf } from '../page/search.ts';
import { printable } from '../text/escape.ts';
import { plainOf, shortened } from '../text/plain.ts';
import type { PaperList, Part } from './list.ts';

/** What is asked, and what it is asked of. */
export interface Asked {
  db: Db;
  index: SearchIndex;
}

/**
 * What a question finds.
 * @throws Failure `Invalid` for a question that is too long, `SourceUnavailable` where the index cannot be asked.
 */
export async function foundList({ db, index }: Asked, text: string, order: Order, part: Part): Promise<PaperList> {
  const result = await search(index, db, { text: boundedQuestion(text), order, ...part });
  const numbered = order !== 'date';
  return {
    heading: headingOf(text, result.query),
    about: [sizeWords(result), ...noteWords(result)],
    papers: result.hits.map(({ paper, because }, at) => ({
      paper,
      because: because.map(({ words }) => printable(words)),
      ...(numbered && { rank: part.offset + at + 1 }),
    })),
    reachable: result.reachable,
  };
}

const TITLES_SHOWN = 3;
const LONGEST_TITLE = 100;

/** `Near in meaning to “Attention is all you need” and 2 more.` */
function nearWords(examples: Paper[]): string {
  const shown = examples
    .slice(0, TITLES_SHOWN)
    .map(({ title }) => `“${shortened(plainOf(title), LONGEST_TITLE) || 'Untitled'}”`);
  const more = examples.length - shown.length;
  return `Near in meaning to ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/**
 * Papers like one or several others.
 * @throws Failure `NotFound` where none of those is here, `SourceUnavailable` where the index cannot be asked.
 */
export async function likeList(
  { db, index }: Asked,
  named: string[],
  order: SimilarOrder,
  limit: number,
): Promise<PaperList> {
  const { asked, ids, papers: examples, unknown } = await findExamples(db, named);
  if (asked.length === 0) {
    throw notFound('No paper is named that others are to be like.', 'Name one: /papers/like/2503.11792.');
  }
  if (ids.length === 0) throw notFound('No paper here has this id.', 'Ids look like 2503.11792 or 10.1145/3292500.');
  const answer = await similarTo(index, db, ids, { order, limit });
  return {
    heading: likeTitle(examples),
    about: [nearWords(examples), ...notesOf({ examples, unknown, order }, answer)],
    papers: answer.hits.map(({ paper, nearness }) => ({
      paper,
      because: nearness === undefined ? [] : [nearReason(nearness, examples.length).words],
    })),
    reachable: answer.hits.length,
  };
}
