import type { Paper } from '#catalogue/paper.ts';
import { cutToTokens, MOST_TOKENS, tokensIn } from './tokens.ts';

/** How much of a paper is told. */
interface Measure {
  abstract: number;
  authors: number;
  /** Of each other list: links, keywords, categories, versions. */
  others: number;
  /** Of each other text. */
  text: number;
}

/** From the fullest to the barest; counts of tokens and of entries. */
const MEASURES: Measure[] = [
  { abstract: 3_000, authors: 100, others: 20, text: 300 },
  { abstract: 500, authors: 10, others: 5, text: 200 },
  { abstract: 200, authors: 5, others: 3, text: 100 },
  { abstract: 80, authors: 3, others: 1, text: 60 },
  { abstract: 0, authors: 1, others: 1, text: 40 },
];

const ELLIPSIS = '…';

function shortened(text: string, most: number): string {
  const cut = cutToTokens(text, most);
  return cut === text ? text : `${cut}${ELLIPSIS}`;
}

/** Shortens every text and list in a value that is no paper's abstract or authors. */
function trimmed(value: unknown, { others, text }: Measure): unknown {
  if (typeof value === 'string') return shortened(value, text);
  if (Array.isArray(value)) return value.slice(0, others).map((one) => trimmed(one, { others, text } as Measure));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, trimmed(inner, { others, text } as Measure)]);
  return Object.fromEntries(entries);
}

/** A paper, told shortly: never more than it says, and how many authors there are where not all are named. */
function leanPaper<P extends Paper>(paper: P, measure: Measure): P {
  const { abstract, authors, id, ...rest } = paper;
  const named = authors.slice(0, measure.authors).map((author) => trimmed(author, measure) as Paper['authors'][number]);
  const count = Math.max(authors.length, paper.authorCount ?? 0);
  return {
    id,
    ...(trimmed(rest, measure) as typeof rest),
    authors: named,
    ...(count > named.length && { authorCount: count }),
    ...(abstract !== undefined && measure.abstract > 0 && { abstract: shortened(abstract, measure.abstract) }),
  } as unknown as P;
}

const isPaper = (value: object): value is Paper => 'title' in value && 'authors' in value && 'links' in value;

function leanIn(value: unknown, measure: Measure): unknown {
  if (Array.isArray(value)) return value.map((one) => leanIn(one, measure));
  if (typeof value !== 'object' || value === null) return value;
  if (isPaper(value)) return leanPaper(value, measure);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, leanIn(inner, measure)]));
}

const cost = (value: unknown) => tokensIn(JSON.stringify(value));

/** An answer that fits, and what was done to it. */
export interface Fitted {
  answer: Record<string, unknown>;
  /** Sentences that say what was cut and how to get it. */
  cut: string[];
}

const OTHER_TEXTS = 'To read one whole, ask the tool “paper” or “markdown” with its id.';

/** Drops papers from the end of a list until it fits. */
function fewer(answer: Record<string, unknown>, list: string, most: number): Fitted {
  const { cursor: _, ...rest } = answer;
  const all = answer[list] as unknown[];
  let [fits, tooMany] = [0, all.length + 1];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (cost({ ...rest, [list]: all.slice(0, middle) }) <= most) fits = middle;
    else tooMany = middle;
  }
  const offset = typeof answer.offset === 'number' ? answer.offset + fits : undefined;
  const how = offset === undefined ? 'Ask for fewer.' : `Ask again with offset ${offset} for the others.`;
  return {
    answer: { ...rest, [list]: all.slice(0, fits) },
    cut: [`Only the first ${fits} of these ${all.length} papers fit into one answer. ${how}`],
  };
}

/**
 * Makes an answer small enough for an agent: first abstracts, names and lists are cut, by one measure for all papers,
 * then papers are dropped from the end.
 */
export function fitted(answer: Record<string, unknown>, most = MOST_TOKENS): Fitted {
  const list = ['hits', 'papers'].find((name) => Array.isArray(answer[name]));
  if (typeof answer.markdown === 'string') {
    const markdown = cutToTokens(answer.markdown, most - cost({ ...answer, markdown: '' }), cost);
    const isCut = markdown !== answer.markdown;
    return { answer: { ...answer, markdown }, cut: isCut ? ['The end of the text did not fit into one answer.'] : [] };
  }
  if (cost(answer) <= most) return { answer, cut: [] };
  let lean = answer;
  for (const measure of MEASURES) {
    lean = leanIn(answer, measure) as Record<string, unknown>;
    if (cost(lean) <= most) break;
  }
  const shorter = `Abstracts, names and other texts of papers are shortened. ${list === undefined ? 'The page of the paper has all of it.' : OTHER_TEXTS}`;
  if (cost(lean) <= most) return { answer: lean, cut: [shorter] };
  if (list === undefined) return { answer: lean, cut: [shorter] };
  const few = fewer(lean, list, most);
  return { answer: few.answer, cut: [shorter, ...few.cut] };
}
