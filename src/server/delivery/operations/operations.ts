import { mails } from './mails.ts';
import { bibtex, markdown, paper, sightings } from './one-paper.ts';
import type { Operation } from './operation.ts';
import { daily, month, trending, week } from './periods.ts';
import { search } from './search.ts';
import { similar } from './similar.ts';
import { subscribers } from './subscribers.ts';
import { suggest } from './suggest.ts';

/** Every operation, in the order in which people read about them. */
export const OPERATIONS: readonly Operation[] = [
  search,
  suggest,
  similar,
  paper,
  markdown,
  bibtex,
  sightings,
  daily,
  week,
  month,
  trending,
  mails,
  subscribers,
];
