import type { Selection } from './engine/select.ts';
import type { SearchIndex } from './search-index.ts';
import { stemOf, wordOf } from './text/stems.ts';
import { cutWords, folded } from './text/words.ts';

/**
 * The ids of every paper that meets a condition, in no order; exact, whatever their number.
 * @throws Failure `SourceUnavailable` where the index is absent or damaged.
 */
export const papersWith = (index: SearchIndex, selection: Selection): Promise<string[]> =>
  index.memory.ask('selected', selection);

/** BM25 by id, for the papers that have any of some words. @throws as {@link papersWith}. */
export async function scoresOf(index: SearchIndex, words: string): Promise<Map<string, number>> {
  const { ids, scores } = await index.memory.ask('wordScores', words);
  return new Map(ids.map((id, at) => [id, scores[at]!]));
}

/** How far into the catalogue's revisions answers reach. @throws as {@link papersWith}. */
export const indexedUpTo = async (index: SearchIndex): Promise<number> => (await index.memory.current()).watermark;

/** Whether a text holds a word that is looked for: stop words are in no index. */
export const saysSomething = (text: string): boolean => cutWords(text).words.some((word) => stemOf(word) !== '');

/** In such text a word has its own letters, so that one look tells texts without them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII itself
const ASCII = /^[\u0000-\u007f]*$/;

/** Passes what may have all of some letters: 57,000 comments are gone through in 10 ms in place of 70. */
function mayHave(letters: readonly string[]): (text: string) => boolean {
  return (text) => {
    const lower = text.toLowerCase();
    return letters.every((some) => lower.includes(some)) || !ASCII.test(lower);
  };
}

/** What a stem leaves of every word that it stands for: endings become others (`happy`, `happi`), short ones more (`die`). */
const beginningOf = (stem: string) => (stem.length > 3 ? stem.slice(0, -2) : stem.slice(0, 1));

/** Whether a text has all the words of another, by their stems. */
export function wordTest(words: string): (text: string) => boolean {
  const wanted = new Set(cutWords(words).words.map(stemOf).filter(Boolean));
  const may = mayHave([...wanted].map(beginningOf));
  return (text) => wanted.size > 0 && may(text) && wanted.isSubsetOf(new Set(cutWords(text).words.map(stemOf)));
}

/** Whether a text has the words of another one behind the other, as they are spelled but for case and accents. */
export function phraseTest(phrase: string): (text: string) => boolean {
  const hashes = (text: string) =>
    ` ${cutWords(text)
      .words.map((word) => wordOf(word).hash)
      .join(' ')} `;
  const wanted = hashes(phrase);
  const may = mayHave(cutWords(phrase).words.map(folded));
  return (text) => wanted.trim() !== '' && may(text) && hashes(text).includes(wanted);
}
