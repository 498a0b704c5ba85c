import stem from 'wink-porter2-stemmer';
import { STOP_WORDS } from './stop-words.ts';
import { folded } from './words.ts';

/** Words remembered with their stems: a catalogue of 120,000 papers has some 500,000, of which few are frequent. */
const REMEMBERED = 200_000;
const remembered = new Map<string, Word>();

export interface Word {
  /** The English stem (Porter 2), by which texts and questions meet: `Transformers` → `transform`. Empty for a stop word. */
  stem: string;
  /** Of the word without case and accents, 1 to 65,535: phrases are compared by it, stop words included. */
  hash: number;
}

const inEnglish = /^[a-z]+$/;

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 16) ^ (hash & 0xffff) || 1;
}

/** What the index and a question make of a word. Words with digits or of other scripts are their own stems. */
export function wordOf(spelled: string): Word {
  const known = remembered.get(spelled);
  if (known) return known;
  const lower = folded(spelled);
  const word = {
    stem: STOP_WORDS.has(lower) ? '' : inEnglish.test(lower) ? stem(lower) : lower,
    hash: hashOf(lower),
  };
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(spelled, word);
  return word;
}

export const stemOf = (spelled: string): string => wordOf(spelled).stem;
