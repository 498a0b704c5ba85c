import type { SearchIndex } from './handle.ts';
import type { Lance } from './lance.ts';
import { ANALYSIS } from './layout.ts';

/** A piece of a text; all pieces joined are the text. */
export interface Span {
  text: string;
  highlight: boolean;
}

/** A text with its words and where each begins. */
export interface Cut {
  text: string;
  words: string[];
  starts: number[];
}

/** Words as LanceDB's `simple` tokenizer cuts them: runs of what Unicode calls alphabetic or a number. */
const WORD = /[\p{Alphabetic}\p{N}]+/gu;
/** The same for text that needs no Unicode tables, which most does not: three times as fast. */
const ASCII_WORD = /[A-Za-z0-9]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII itself
const ASCII = /^[\u0000-\u007f]*$/;
/** Formulas and addresses: a mark inside would break them for whoever shows them. */
const WHOLE = /\$\$[^$]{1,500}\$\$|\$[^$]{1,500}\$|\\\([^)]{1,500}\\\)|\\\[[^\]]{1,500}\\\]|https?:\/\/\S{1,500}/g;
/** Nobody reads marks beyond this many characters; the text itself goes on. */
const MARKED_LENGTH = 6_000;
const KEPT_STEMS = 50_000;

/** The stems of a question's words, stop words left out, in its order and as often as they occur. */
export async function questionStems(lance: Lance, text: string): Promise<string[]> {
  return (await lance.tokenize(text, ANALYSIS)).map((token) => token.text);
}

export function cutWords(text: string): Cut {
  const part = text.slice(0, MARKED_LENGTH);
  const cut: Cut = { text, words: [], starts: [] };
  const pattern = ASCII.test(part) ? ASCII_WORD : WORD;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(part); match; match = pattern.exec(part)) {
    cut.words.push(match[0]);
    cut.starts.push(match.index);
  }
  return cut;
}

/** The words' stems. Those that the handle does not know yet are looked up with one native call. */
export async function learnStems(index: SearchIndex, lance: Lance, cuts: Cut[]): Promise<Map<string, string>> {
  const words = new Set(cuts.flatMap((cut) => cut.words));
  // Another question may be marking words with the map that is full: that one is left to it.
  if (index.stems.size + words.size > KEPT_STEMS) index.stems = new Map();
  const { stems } = index;
  const unknown = [...words].filter((word) => !stems.has(word));
  if (unknown.length === 0) return stems;
  const options = { ...ANALYSIS, removeStopWords: false, maxTokenLength: MARKED_LENGTH * 4 };
  const tokens = await lance.tokenize(unknown.join(' '), options);
  const isAligned = tokens.length === unknown.length;
  // Another Unicode version there may cut a word in two; then these are compared as they are.
  for (const [i, word] of unknown.entries()) stems.set(word, isAligned ? tokens[i]!.text : word.toLowerCase());
  return stems;
}

function wholeRanges(text: string): [number, number][] {
  if (!/[$\\]|:\/\//.test(text)) return [];
  return [...text.slice(0, MARKED_LENGTH).matchAll(WHOLE)].map(({ index, 0: piece }) => [index, index + piece.length]);
}

/** A text in pieces, words with one of the wanted stems marked. {@link learnStems} comes first. */
export function spansOf({ text, words, starts }: Cut, wanted: Set<string>, stems: Map<string, string>): Span[] {
  const whole = wholeRanges(text);
  const spans: Span[] = [];
  let end = 0;
  for (const [i, word] of words.entries()) {
    const stem = stems.get(word);
    if (stem === undefined || !wanted.has(stem)) continue;
    const start = starts[i]!;
    if (whole.some(([from, to]) => from <= start && start < to)) continue;
    if (start > end) spans.push({ text: text.slice(end, start), highlight: false });
    end = start + word.length;
    spans.push({ text: word, highlight: true });
  }
  if (end < text.length) spans.push({ text: text.slice(end), highlight: false });
  return spans;
}

/** Which of the wanted stems occur, in the order that they are wanted in. */
export function stemsIn(cuts: Cut[], wanted: Set<string>, stems: Map<string, string>): string[] {
  const found = new Set<string>();
  for (const { words } of cuts) {
    for (const word of words) {
      const stem = stems.get(word);
      if (stem !== undefined && wanted.has(stem)) found.add(stem);
    }
  }
  return [...wanted].filter((stem) => found.has(stem));
}
