import { z } from 'zod';
import type { Edition, RankedPaper } from '#editions/edition.ts';
import type { Page } from '#editions/order.ts';
import { pageOf } from './cursor.ts';
import { cursorField, limitField, nextCursor } from './fields.ts';
import { BecauseSchema, PaperSchema } from './paper-schema.ts';

const USUAL = 50;
const MOST = 100;
const FARTHEST = 10_000;

/** Which part of an edition is asked for. */
export const partFields = {
  offset: z.int().min(0).max(FARTHEST).default(0).describe('Papers to pass over'),
  limit: limitField(USUAL, MOST),
  cursor: cursorField,
};

const periodSchema = z.object({
  kind: z.enum(['day', 'week', 'month']),
  name: z.string().describe('YYYY-MM-DD, YYYY-Www or YYYY-MM'),
  first: z.string(),
  last: z.string(),
});

/** One page of an edition, as programs get it. */
export const EditionSchema = z.object({
  section: z.enum(['front', 'trending']),
  period: periodSchema.exactOptional(),
  from: z
    .enum(['front page', 'listing'])
    .describe('front page: papers that somebody put there; listing: nobody did, so what sources announced'),
  total: z.int().describe('How many papers the whole edition has'),
  offset: z.int(),
  limit: z.int(),
  previous: z.string().exactOptional().describe('The nearest earlier period of the same kind that has papers'),
  next: z.string().exactOptional().describe('The nearest later one'),
  cursor: nextCursor,
  papers: z.array(
    z.object({
      rank: z.int().describe('Counts from 1 over the whole edition'),
      day: z.string().describe('YYYY-MM-DD: the day it appeared there'),
      score: z.number(),
      because: z.array(BecauseSchema),
      paper: PaperSchema,
    }),
  ),
});

interface Asked {
  offset: number;
  limit: number;
  cursor?: string;
}

/** @param list what names the edition. */
export async function editionPart(
  list: unknown[],
  asked: Asked,
  load: (part: Page) => Promise<Edition>,
): Promise<z.output<typeof EditionSchema>> {
  const idOf = ({ paper }: RankedPaper) => paper.id;
  const page = await pageOf(list, asked, idOf, async (part) => {
    const edition = await load(part);
    return { edition, items: edition.papers, length: edition.total };
  });
  const { section, period, from, total, previous, next } = page.edition;
  return {
    section,
    ...(period && { period }),
    from,
    total,
    offset: page.offset,
    limit: asked.limit,
    ...(previous && { previous }),
    ...(next && { next }),
    ...(page.cursor !== undefined && { cursor: page.cursor }),
    papers: page.items,
  };
}
