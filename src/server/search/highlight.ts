import { stemOf } from './text/stems.ts';
import { eachWord } from './text/words.ts';

/** A piece of a text; all pieces joined are the text. */
export interface Span {
  text: string;
  highlight: boolean;
}

/** Formulas and addresses: a mark inside would break them for whoever shows them. */
const WHOLE = /\$\$[^$]{1,500}\$\$|\$[^$]{1,500}\$|\\\([^)]{1,500}\\\)|\\\[[^\]]{1,500}\\\]|https?:\/\/\S{1,500}/g;
/** Nobody reads marks beyond this many characters; the text itself goes on. */
const MARKED_LENGTH = 6_000;

function wholeRanges(text: string): [number, number][] {
  if (!/[$\\]|:\/\//.test(text)) return [];
  return [...text.slice(0, MARKED_LENGTH).matchAll(WHOLE)].map(({ index, 0: piece }) => [index, index + piece.length]);
}

/** Stems that are looked for. */
export type Wanted = ReadonlyMap<string, unknown>;

const ANY = 0xffff_ffff;
const OTHER = 1 << 26;
const I = 1 << 8;

/** A letter's bit, small or capital; all else shares one. */
function bitOf(code: number): number {
  const letter = (code | 32) - 97;
  return letter >= 0 && letter < 26 ? 1 << letter : OTHER;
}

/**
 * Which words may have one of the wanted stems, by their first two letters: a stem begins as its word does, but for
 * dying, lying and tying. It spares nineteen words of twenty the look-up, and being cut out of their text.
 */
function beginningsOf(wanted: Wanted): (first: number, second: number) => boolean {
  const seconds = new Uint32Array(128);
  for (const stem of wanted.keys()) {
    const first = stem.charCodeAt(0);
    if (!(first < 128)) return () => true;
    const bits = stem.length === 1 ? ANY : bitOf(stem.charCodeAt(1));
    seconds[first]! |= bits;
    // Of a small letter the capital is 32 before.
    if (first >= 97 && first <= 122) seconds[first - 32]! |= bits;
  }
  return (first, second) => {
    if (first >= 128) return true;
    const bits = seconds[first]!;
    return bits !== 0 && (second >= 128 || (bits & (bitOf(second) | ((second | 32) === 121 ? I : 0))) !== 0);
  };
}

/**
 * A text in pieces, words with one of the wanted stems marked.
 * @param found gets the stems that occur, also where they cannot be marked.
 */
export function spansOf(text: string, wanted: Wanted, found: Set<string>): Span[] {
  const spans: Span[] = [];
  let whole: [number, number][] | undefined;
  let end = 0;
  eachWord(text, MARKED_LENGTH, beginningsOf(wanted), (word, start) => {
    const stem = stemOf(word);
    if (!wanted.has(stem)) return;
    found.add(stem);
    whole ??= wholeRanges(text);
    if (whole.some(([from, to]) => from <= start && start < to)) return;
    if (start > end) spans.push({ text: text.slice(end, start), highlight: false });
    end = start + word.length;
    spans.push({ text: word, highlight: true });
  });
  if (end < text.length) spans.push({ text: text.slice(end), highlight: false });
  return spans;
}

/** Adds the wanted stems that occur in a text. */
export function findStems(text: string, wanted: Wanted, found: Set<string>): void {
  eachWord(text, MARKED_LENGTH, beginningsOf(wanted), (word) => {
    const stem = stemOf(word);
    if (wanted.has(stem)) found.add(stem);
  });
}
