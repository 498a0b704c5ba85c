import { stemOf } from './text/stems.ts';
import { type Cut, cutWords } from './text/words.ts';

/** A piece of a text; all pieces joined are the text. */
export interface Span {
  text: string;
  highlight: boolean;
}

/** Formulas and addresses: a mark inside would break them for whoever shows them. */
const WHOLE = /\$\$[^$]{1,500}\$\$|\$[^$]{1,500}\$|\\\([^)]{1,500}\\\)|\\\[[^\]]{1,500}\\\]|https?:\/\/\S{1,500}/g;
/** Nobody reads marks beyond this many characters; the text itself goes on. */
const MARKED_LENGTH = 6_000;

export const cutForMarks = (text: string): Cut => cutWords(text, MARKED_LENGTH);

function wholeRanges(text: string): [number, number][] {
  if (!/[$\\]|:\/\//.test(text)) return [];
  return [...text.slice(0, MARKED_LENGTH).matchAll(WHOLE)].map(({ index, 0: piece }) => [index, index + piece.length]);
}

/** A text in pieces, words with one of the wanted stems marked. */
export function spansOf({ text, words, starts }: Cut, wanted: ReadonlyMap<string, unknown>): Span[] {
  const spans: Span[] = [];
  let whole: [number, number][] | undefined;
  let end = 0;
  for (const [i, word] of words.entries()) {
    if (!wanted.has(stemOf(word))) continue;
    const start = starts[i]!;
    whole ??= wholeRanges(text);
    if (whole.some(([from, to]) => from <= start && start < to)) continue;
    if (start > end) spans.push({ text: text.slice(end, start), highlight: false });
    end = start + word.length;
    spans.push({ text: word, highlight: true });
  }
  if (end < text.length) spans.push({ text: text.slice(end), highlight: false });
  return spans;
}

/** Which of the wanted stems occur, in the order that they are wanted in. */
export function stemsIn(cuts: Cut[], wanted: ReadonlyMap<string, unknown>): string[] {
  const found = new Set<string>();
  for (const { words } of cuts) {
    for (const word of words) {
      const stem = stemOf(word);
      if (wanted.has(stem)) found.add(stem);
    }
  }
  return [...wanted.keys()].filter((stem) => found.has(stem));
}
