import { z } from 'zod';

/** Fields that several operations take. */

export const idField = z
  .string()
  .regex(/\S/)
  .max(400)
  .describe('A paper: its arXiv id or DOI in any spelling, or its address here');

export const cursorField = z
  .string()
  .max(1_000)
  .exactOptional()
  .describe('Where to go on: what the page before gave as cursor; not together with offset');

export const limitField = (usual: number, most: number, least = 1) =>
  z.int().min(least).max(most).default(usual).describe('How many papers');

/** In an answer: set where there is more. */
export const nextCursor = z.string().exactOptional().describe('Give it back as cursor to get the next page');
