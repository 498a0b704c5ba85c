import { isPlain, type SearchResult } from '#search/index.ts';
import { printable } from '../text/escape.ts';
import { counted } from './words.ts';

/** What a search says of itself, in sentences. */

const SHORTCUTS = {
  id: 'You asked for one paper by its id.',
  title: 'The paper with exactly this title comes first.',
  author: 'Papers by an author of exactly this name come first.',
} as const;

const WORDS_LISTED = 5;

const has = (papers: number) => (papers === 1 ? 'has' : 'have');

/** `312 papers have all the words.`, `No paper has all the words; 4,211 have some.` */
export function sizeWords({ query, total, matched, reachable, shortcut }: SearchResult): string {
  const words = query.words === '' ? 0 : query.words.split(' ').length;
  const within = isPlain(query) ? '' : ' that meets the conditions';
  const papers = counted(total, 'paper');
  if (isPlain(query) && !/[\p{L}\p{N}]/u.test(query.words))
    return 'Nothing is left to look for: no word and no condition.';
  if (total === 0 && reachable > 0) return `No paper${within} has ${what(words)}; these are near in meaning.`;
  if (total === 0) return words === 0 ? 'No paper meets the conditions.' : `No paper${within} has ${what(words)}.`;
  if (shortcut === 'id' || words === 0) return `${papers}.`;
  if (matched === 'any' && words > 1) {
    return `No paper${within} has all the words; ${total.toLocaleString('en')} ${has(total)} some.`;
  }
  return `${papers} ${has(total)} ${words === 1 ? 'this word' : 'all the words'}.`;
}

const what = (words: number) => (words === 1 ? 'this word' : 'any of these words');

/** What the reader should know of how the question was taken. */
export function noteWords({ query, total, corrections, missing, shortcut, wordsAlone }: SearchResult): string[] {
  const notes: string[] = [];
  if (shortcut && total > 0) notes.push(SHORTCUTS[shortcut]);
  for (const { word, instead } of corrections) {
    notes.push(`Hardly a paper has “${printable(word)}”; looked for “${printable(instead)}” too.`);
  }
  if (total > 0 && missing.length > 0) {
    const listed = missing.slice(0, WORDS_LISTED).map((word) => `“${printable(word)}”`);
    notes.push(`No paper has ${listed.join(', ')}${missing.length > WORDS_LISTED ? ' and more' : ''}.`);
  }
  for (const { text, why } of query.ignored) notes.push(`Left out: “${printable(text)}” ${printable(why)}.`);
  if (wordsAlone) notes.push(wordsAlone);
  return notes;
}
