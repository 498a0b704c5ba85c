import type { Paper } from '#catalogue/paper.ts';
import type { Because } from '#floor/because.ts';
import { MOST_EXAMPLES, type SimilarPapers } from '#search/index.ts';
import { printable } from '../text/escape.ts';
import { htmlOf } from '../text/html.ts';
import { plainOf, shortened } from '../text/plain.ts';
import { likePath, paperPath } from './address.ts';
import { type Card, cardOf } from './card.ts';

export type SimilarOrder = 'nearness' | 'date';

/** Papers like one or several others, ready to be shown. */
export interface LikeView {
  /** For `<title>`. */
  title: string;
  heading: string;
  examples: { id: string; titleHtml: string; path: string /** The address without it. */; without?: string }[];
  notes: string[];
  orders: { words: string; path: string; isOn: boolean }[];
  cards: Card[];
  page: 1;
  pages: 1;
}

const NUMBERS: Record<number, string> = { 2: 'two', 3: 'three', 4: 'four', 5: 'five', 6: 'six' };
const cosine = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** @param examples how many papers it is like. */
export function nearReason(nearness: number, examples: number): Because {
  const whose = examples === 1 ? 'that paper’s' : 'the middle of those papers’';
  const words = `The cosine of its meaning and ${whose} is ${cosine.format(nearness).replace('-', '−')}`;
  return { signal: 'meaning', words, points: 0 };
}

/** Both orders, each with where it leads. */
export function similarOrders(order: SimilarOrder, pathOf: (order: SimilarOrder) => string): LikeView['orders'] {
  const words = { nearness: 'Nearest', date: 'Newest' };
  return (['nearness', 'date'] as const).map((one) => ({ words: words[one], path: pathOf(one), isOn: one === order }));
}

interface Asked {
  examples: Paper[];
  /** Ids that no paper here has. */
  unknown: string[];
  order: SimilarOrder;
}

/** What the reader should know of how the examples were taken. */
export function notesOf({ examples, unknown }: Asked, answer: SimilarPapers | undefined): string[] {
  const notes: string[] = [];
  for (const id of unknown) notes.push(`Left out: “${printable(id.slice(0, 80))}”, which no paper here is called.`);
  if (examples.length > MOST_EXAMPLES) notes.push(`Only the first ${MOST_EXAMPLES} papers count as the example.`);
  if (answer?.by === 'words' && answer.hits.length > 0) notes.push('By their words: an example has no vector yet.');
  return notes;
}

/** What a list of papers like some is called. */
export function likeTitle(examples: Paper[]): string {
  const [only] = examples;
  return examples.length === 1 && only ? `Like ${shortened(plainOf(only.title), 80)}` : 'Papers like others';
}

/** @param answer undefined where the index could not be asked. */
export function likeView(asked: Asked, answer: SimilarPapers | undefined): LikeView {
  const { examples, order } = asked;
  const ids = examples.map(({ id }) => id);
  const count = examples.length;
  return {
    title: likeTitle(examples),
    heading:
      count === 0
        ? 'Papers like others'
        : count === 1
          ? 'Papers like this one'
          : `Papers like these ${NUMBERS[count] ?? count}`,
    examples: examples.map((paper) => ({
      id: paper.id,
      titleHtml: htmlOf(paper.title) || 'Untitled',
      path: paperPath(paper.id),
      ...(count > 1 && {
        without: likePath(
          ids.filter((id) => id !== paper.id),
          order,
        ),
      }),
    })),
    notes: notesOf(asked, answer),
    orders: similarOrders(order, (one) => likePath(ids, one)),
    cards: (answer?.hits ?? []).map(({ paper, nearness }) =>
      cardOf(paper, { because: nearness === undefined ? [] : [nearReason(nearness, count)] }),
    ),
    page: 1,
    pages: 1,
  };
}

/** Similar papers beside a paper: a title is enough. */
export interface SimilarView {
  cards: Card[];
  orders: LikeView['orders'];
  /** Where there are more. */
  more: string;
}

export function similarView(id: string, order: SimilarOrder, { hits }: SimilarPapers): SimilarView {
  const pathOf = (one: SimilarOrder) => `${paperPath(id)}${one === 'date' ? '?similar=date' : ''}#similar`;
  return {
    cards: hits.map(({ paper }) => {
      const { abstractHtml: _, ...card } = cardOf(paper);
      return { ...card, opens: false };
    }),
    orders: similarOrders(order, pathOf),
    more: likePath([id], order),
  };
}
