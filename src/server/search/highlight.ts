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

const isAscii = (code: number) => code < 128;

/** Which of the wanted stems may a word have: a stem begins as its word does, which spares most words the look-up. */
function beginningsOf(wanted: Wanted): (word: string) => boolean {
  const letters = new Uint8Array(128);
  for (const stem of wanted.keys()) {
    const code = stem.charCodeAt(0);
    if (!isAscii(code)) return () => true;
    letters[code] = 1;
    // Of a capital letter the small one is 32 further.
    if (code >= 97 && code <= 122) letters[code - 32] = 1;
  }
  return (word) => {
    const code = word.charCodeAt(0);
    return !isAscii(code) || letters[code] === 1;
  };
}

/** Stems that are looked for. */
export type Wanted = ReadonlyMap<string, unknown>;

/**
 * A text in pieces, words with one of the wanted stems marked.
 * @param found gets the stems that occur, also where they cannot be marked.
 */
export function spansOf({ text, words, starts }: Cut, wanted: Wanted, found: Set<string>): Span[] {
  const spans: Span[] = [];
  const mayBegin = beginningsOf(wanted);
  let whole: [number, number][] | undefined;
  let end = 0;
  for (const [i, word] of words.entries()) {
    if (!mayBegin(word)) continue;
    const stem = stemOf(word);
    if (!wanted.has(stem)) continue;
    found.add(stem);
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

/** Adds the wanted stems that occur in a text. */
export function findStems({ words }: Cut, wanted: Wanted, found: Set<string>): void {
  const mayBegin = beginningsOf(wanted);
  for (const word of words) {
    if (!mayBegin(word)) continue;
    const stem = stemOf(word);
    if (wanted.has(stem)) found.add(stem);
  }
}
