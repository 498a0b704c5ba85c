import type { Corpus } from './corpus.ts';
import { CATEGORY, HAS, SOURCE } from './dictionary.ts';
import { dayNumber } from './document.ts';
import { NO_DAY } from './packed.ts';
import type { Count, Facets } from './question.ts';

const CATEGORIES_SHOWN = 30;
/** First and last year that are told apart; a day outside counts as none. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** Day numbers at which years begin, so that 100,000 days need no calendar. */
const YEAR_STARTS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 2 }, (_, i) => dayNumber(`${FIRST_YEAR + i}-01-01`));

function yearIndex(day: number): number {
  const guess = Math.floor(day / 365.2425) + 70;
  if (guess < -1 || guess > YEAR_STARTS.length) return -1;
  let at = Math.max(0, Math.min(YEAR_STARTS.length - 2, guess));
  while (at > 0 && YEAR_STARTS[at]! > day) at--;
  while (at < YEAR_STARTS.length - 2 && YEAR_STARTS[at + 1]! <= day) at++;
  return YEAR_STARTS[at]! <= day && day < YEAR_STARTS[at + 1]! ? at : -1;
}

const byCount = (a: Count, b: Count) => b.count - a.count || (a.value < b.value ? -1 : 1);

/** Counts years and tags of documents. @param docs the first `count` of them count. */
export function facetsOf(corpus: Corpus, docs: Uint32Array, count: number): Facets {
  const tags = new Map<number, number>();
  const years = new Uint32Array(YEAR_STARTS.length);
  for (let i = 0; i < count; i++) {
    const doc = docs[i]!;
    const day = corpus.days[doc]!;
    const year = day === NO_DAY ? -1 : yearIndex(day);
    if (year >= 0) years[year]!++;
    for (const tag of corpus.tagsOf(doc)) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  }
  const kind = (first: string): Count[] =>
    [...tags]
      .filter(([term]) => corpus.dictionary.firstByteOf(term) === first.charCodeAt(0))
      .map(([term, count]) => ({ value: corpus.dictionary.textOf(term).slice(1), count }))
      .sort(byCount);
  return {
    years: [...years.entries()]
      .filter(([, count]) => count > 0)
      .map(([at, count]) => ({ value: String(FIRST_YEAR + at), count }))
      .reverse(),
    categories: kind(CATEGORY).slice(0, CATEGORIES_SHOWN),
    sources: kind(SOURCE),
    has: kind(HAS),
  };
}
