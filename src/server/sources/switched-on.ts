import type { Source } from './source.ts';

/** The choice of a source that is there as a whole or not at all: `on`. */
export const SWITCHED_ON: Source['choice'] = {
  help: 'on, or nothing',
  example: 'on',
  parse: (word) => (word.toLowerCase() === 'on' ? { value: 'on' } : { allowed: 'on' }),
};
