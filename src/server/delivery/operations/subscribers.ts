import { z } from 'zod';
import type { Operation } from './operation.ts';

const MOST_LISTS = 1_000;

const input = z.object({});

const output = z.object({
  total: z.int().describe('Subscribers in any state'),
  suppressed: z.int().describe('Addresses that bounced or complained, and get no mail'),
  lists: z
    .array(
      z.object({
        list: z.string().describe('Its address here'),
        every: z.enum(['daily', 'weekdays', 'weekly', 'monthly']),
        state: z.enum(['pending', 'active', 'ended']).describe('pending: not confirmed'),
        subscribers: z.int(),
      }),
    )
    .describe(`The ${MOST_LISTS.toLocaleString('en')} largest`),
});

/** Answers `GET /api/admin/subscribers`: counts, and nobody's address. */
export const subscribers: Operation<typeof input, typeof output> = {
  name: 'subscribers',
  path: '/api/admin/subscribers',
  summary: 'Count the subscribers of each list',
  access: 'administrator',
  asksIndex: false,
  mayMiss: false,
  input,
  output,
  example: {},
  async run({ db }) {
    const lists = await db
      .selectFrom('subscribers')
      .select(({ fn }) => ['list', 'every', 'state', fn.countAll<number>().as('subscribers')])
      .groupBy(['list', 'every', 'state'])
      .orderBy('subscribers', 'desc')
      .orderBy('list')
      .limit(MOST_LISTS)
      .execute();
    const { total } = await db
      .selectFrom('subscribers')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const { suppressed } = await db
      .selectFrom('suppressions')
      .select(({ fn }) => fn.countAll<number>().as('suppressed'))
      .executeTakeFirstOrThrow();
    return {
      total: Number(total),
      suppressed: Number(suppressed),
      lists: lists.map((row) => ({ ...row, subscribers: Number(row.subscribers) })),
    };
  },
};
