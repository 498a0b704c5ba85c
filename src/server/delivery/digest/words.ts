import { counted } from '../page/words.ts';
import type { Digest } from './digest.ts';

/** What both parts of the mail say alike. The digest is bounded. */

/** `Thursday, 18 June 2026 · 20 papers`. */
export const aboutWords = ({ date, entries }: Digest): string =>
  [date, counted(entries.length, 'paper')].filter(Boolean).join(' · ');

/** `See all on the web` where nothing is left out. */
export const webWords = ({ more }: Digest): string =>
  more > 0 ? `${counted(more, 'more paper')} on the web` : 'Read it on the web';

export const whyWords = (because: string): string => `Why: ${because}`;

export const reasonWords = ({ list, origin }: Digest): string =>
  `This came because you subscribed to “${list}” at ${origin.replace(/^https?:\/\//, '')}.`;

export const CHANGE_WORDS = 'Change what comes, or pause it';
export const END_WORDS = 'Unsubscribe';
