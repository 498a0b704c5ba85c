import { z } from 'zod';
import { LONGEST_QUESTION, MOST_HITS, type SearchHit, type SearchQuery, search as searchIndex } from '#search/index.ts';
import { pageOf } from './cursor.ts';
import { cursorField, limitField } from './fields.ts';
import type { Operation } from './operation.ts';
import { searchJson } from './search-json.ts';
import { FoundSchema } from './search-schema.ts';

const USUAL = 20;
const MOST = 100;

const input = z.object({
  q: z
    .string()
    .trim()
    .regex(/\S/)
    .max(LONGEST_QUESTION)
    .describe(
      'What to search for: words, and conditions such as "exact phrase", -word, title:word, author:"Full Name", cat:cs.CL, org:name, year:2026, after:2026-03, before:2025, has:code, id:2503.11792',
    ),
  order: z
    .enum(['relevance', 'date', 'votes'])
    .default('relevance')
    .describe('Best first, newest first, or most votes first'),
  offset: z.int().min(0).max(MOST_HITS).default(0).describe('Hits to pass over'),
  limit: limitField(USUAL, MOST, 0),
  cursor: cursorField,
  facets: z.boolean().default(false).describe('Whether to count years, categories, sources and what papers have'),
  explain: z.boolean().default(false).describe('Whether to say what each word adds to each hit'),
});

/** Answers `GET /api/search`. @throws Failure `SourceUnavailable` while the index is being built. */
export const search: Operation<typeof input, typeof FoundSchema> = {
  name: 'search',
  path: '/api/search',
  summary: 'Find papers by words, meaning, author, title, id and conditions',
  about:
    'Hits come best first, each with the reasons for its place. An arXiv id, a DOI, an exact title or an author’s whole name is found as such.',
  access: 'anyone',
  asksIndex: true,
  mayMiss: false,
  input,
  output: FoundSchema,
  example: { q: 'graph learning', limit: 3 },
  async run({ db, index }, { q, order, limit, facets, explain, ...from }) {
    const asked: SearchQuery = { text: q, order, offset: from.offset, limit, facets, explain };
    const { result, items, offset, cursor } = await pageOf(
      ['search', q, order],
      { ...from, limit },
      ({ paper }: SearchHit) => paper.id,
      async (part) => {
        const result = await searchIndex(index, db, { ...asked, ...part });
        return { result, items: result.hits, length: result.reachable };
      },
    );
    return {
      ...searchJson({ ...asked, offset }, { ...result, hits: items }),
      ...(cursor !== undefined && { cursor }),
    };
  },
};
