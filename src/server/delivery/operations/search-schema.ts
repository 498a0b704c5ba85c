import { z } from 'zod';
import type { Clause, Facets } from '#search/index.ts';
import { nextCursor } from './fields.ts';
import { BecauseSchema, PaperSchema } from './paper-schema.ts';

const not = z.boolean().describe('Whether it must not hold');
const field = z.enum(['any', 'title', 'abstract']);

/** One condition that every hit meets. */
export const ClauseSchema: z.ZodType<Clause> = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('words'), not, field, words: z.string() }),
    z.object({ kind: z.literal('phrase'), not, field, words: z.string() }),
    z.object({ kind: z.literal('author'), not, name: z.string() }),
    z.object({ kind: z.literal('category'), not, category: z.string() }),
    z.object({ kind: z.literal('organization'), not, name: z.string() }),
    z.object({ kind: z.literal('source'), not, source: z.string() }),
    z.object({ kind: z.literal('days'), not, from: z.string().exactOptional(), to: z.string().exactOptional() }),
    z.object({ kind: z.literal('has'), not, what: z.enum(['code', 'abstract', 'project']) }),
    z.object({ kind: z.literal('id'), not, id: z.string() }),
  ])
  .describe('A condition of the question; every hit meets all of them');

const counts = z.array(z.object({ value: z.string(), count: z.int() }));

export const FacetsSchema: z.ZodType<Facets> = z
  .object({ years: counts, categories: counts, sources: counts, has: counts })
  .describe('How many of the papers found have a value, the most frequent first');

const explanation = z
  .object({
    terms: z.array(z.object({ word: z.string(), points: z.number() })),
    words: z.number(),
    meaning: z.number(),
    nearness: z.number().exactOptional(),
  })
  .describe('How the score came about, number by number');

/** What a search answers. */
export const FoundSchema = z.object({
  query: z
    .object({ text: z.string(), canonical: z.string(), words: z.string(), clauses: z.array(ClauseSchema) })
    .describe('The question as it was understood'),
  ignored: z.array(z.object({ text: z.string(), why: z.string() })).describe('What of it was left out'),
  total: z.int().describe('Papers that have all the words; where none has, those that have any'),
  matched: z.enum(['all', 'any']),
  reachable: z.int().describe('Hits to turn pages through: the best thousand'),
  corrections: z.array(z.object({ word: z.string(), instead: z.string() })),
  missing: z.array(z.string()).describe('Words that no paper has'),
  order: z.enum(['relevance', 'date', 'votes']),
  offset: z.int(),
  limit: z.int(),
  shortcut: z.enum(['id', 'title', 'author']).exactOptional(),
  wordsAlone: z.string().exactOptional().describe('Why words alone decided'),
  facets: FacetsSchema.exactOptional(),
  cursor: nextCursor,
  hits: z.array(
    z.object({
      paper: PaperSchema,
      score: z.number(),
      because: z.array(BecauseSchema),
      explanation: explanation.exactOptional(),
    }),
  ),
});
