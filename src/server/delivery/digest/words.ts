import { counted } from '../page/words.ts';
import type { Digest } from './digest.ts';

/** What both parts of the mail say alike. The digest is bounded. */

/** `Thursday, 18 June 2026 · 20 papers`. */
export const aboutWords = ({ date, entries }: Digest): string =>
  [date, counted(entries.length, 'paper')].filter(Boolean).join(' · ');

/** Where it can be read on the web: this edition, and the list where that has more. */
export function webLinks({ more, webUrl, editionUrl }: Digest): { words: string; url: string }[] {
  const list = { words: more > 0 ? `${counted(more, 'more paper')} on the web` : READ_WORDS, url: webUrl };
  if (editionUrl === undefined) return [list];
  return [{ words: READ_WORDS, url: editionUrl }, ...(more > 0 ? [list] : [])];
}

const READ_WORDS = 'Read it on the web';

export const whyWords = (because: string): string => `Why: ${because}`;

export const reasonWords = ({ list, origin }: Digest): string =>
  `This came because you subscribed to “${list}” at ${origin.replace(/^https?:\/\//, '')}.`;

export const CHANGE_WORDS = 'Change what comes, or pause it';
export const END_WORDS = 'Unsubscribe';
