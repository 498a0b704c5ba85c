import { z } from 'zod';
import { LONGEST_QUESTION, suggestions } from '#search/index.ts';
import { authorPath, categoryPath, paperPath } from '../page/address.ts';
import { printable } from '../text/escape.ts';
import { plainOf } from '../text/plain.ts';
import type { Operation } from './operation.ts';

const USUAL = 5;
const MOST = 10;

const input = z.object({
  // As typed: a space at its end says that the last word is whole.
  q: z
    .string()
    .regex(/\S/)
    .max(LONGEST_QUESTION)
    .describe('The question as far as it was typed, from three letters on'),
  limit: z.int().min(1).max(MOST).default(USUAL).describe('How many of each kind'),
});

const path = z.string().describe('Where it leads');

const output = z.object({
  titles: z.array(z.object({ id: z.string(), title: z.string().describe('Formulas as plain text'), path })),
  authors: z.array(z.object({ name: z.string(), papers: z.int(), path })),
  categories: z.array(z.object({ category: z.string(), name: z.string().exactOptional(), papers: z.int(), path })),
});

/** What a question that is being typed may become, each with where it leads. */
export type SuggestAnswer = z.output<typeof output>;

/** Answers `GET /api/suggest`. @throws Failure `SourceUnavailable` while the index is being built. */
export const suggest: Operation<typeof input, typeof output> = {
  name: 'suggest',
  path: '/api/suggest',
  summary: 'Complete a question that is being typed',
  about: 'Titles, authors and categories. Calls take nothing from what a program may ask.',
  access: 'anyone',
  asksIndex: true,
  mayMiss: false,
  input,
  output,
  example: { q: 'langu' },
  async run({ db, index }, { q, limit }) {
    const found = await suggestions(index, db, q, limit);
    return {
      titles: found.titles.map(({ id, title }) => ({ id, title: plainOf(title) || 'Untitled', path: paperPath(id) })),
      authors: found.authors.map(({ name, papers }) => ({ name: printable(name), papers, path: authorPath(name) })),
      categories: found.categories.map((one) => ({ ...one, path: categoryPath(one.category) })),
    };
  },
};
