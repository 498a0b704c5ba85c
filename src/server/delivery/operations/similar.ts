import { z } from 'zod';
import { similarTo } from '#search/index.ts';
import { requireId } from '../daily-papers/paper.ts';
import { idField, limitField } from './fields.ts';
import type { Operation } from './operation.ts';
import { PaperSchema } from './paper-schema.ts';

const USUAL = 10;
const MOST = 100;

const input = z.object({
  id: idField,
  order: z
    .enum(['nearness', 'date'])
    .default('nearness')
    .describe('The nearest first, or of the nearest the newest first'),
  limit: limitField(USUAL, MOST),
});

const output = z.object({
  id: z.string(),
  by: z.enum(['meaning', 'words']).describe('By words where the paper has no vector yet'),
  order: z.enum(['nearness', 'date']),
  papers: z.array(
    z.intersection(
      PaperSchema,
      z.object({ nearness: z.number().exactOptional().describe('The cosine of both papers’ meaning') }),
    ),
  ),
});

/**
 * Answers `GET /api/papers/{id}/similar`.
 * @throws Failure `NotFound` for a paper that is not here, `SourceUnavailable` while the index is being built.
 */
export const similar: Operation<typeof input, typeof output> = {
  name: 'similar',
  path: '/api/papers/{id}/similar',
  summary: 'Find papers like one paper',
  about: 'By the meaning of title and abstract. Other versions of the same work are left out.',
  access: 'anyone',
  asksIndex: true,
  mayMiss: true,
  input,
  output,
  example: { id: '2501.00001', limit: 3 },
  async run({ db, index }, { id: text, order, limit }) {
    const id = await requireId(db, text);
    const { by, hits } = await similarTo(index, db, [id], { order, limit });
    return {
      id,
      by,
      order,
      papers: hits.map(({ paper, nearness }) => ({ ...paper, ...(nearness !== undefined && { nearness }) })),
    };
  },
};
