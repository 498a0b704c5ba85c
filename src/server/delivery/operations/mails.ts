import { z } from 'zod';
import type { Db } from '#db/schema.ts';
import { pageOf } from './cursor.ts';
import { cursorField, nextCursor } from './fields.ts';
import type { Operation } from './operation.ts';

const USUAL = 50;
const MOST = 200;
const FARTHEST = 10_000;
const STATES = ['pending', 'sending', 'sent', 'failed', 'bounced', 'unknown'] as const;

const input = z.object({
  state: z.enum(STATES).exactOptional().describe('Only mails in this state'),
  offset: z.int().min(0).max(FARTHEST).default(0).describe('Mails to pass over'),
  limit: z.int().min(1).max(MOST).default(USUAL).describe('How many mails'),
  cursor: cursorField,
});

const mailSchema = z.object({
  id: z.int(),
  kind: z.enum(['digest', 'confirmation']),
  list: z.string().describe('Address of the list that it tells of, here'),
  edition: z.string(),
  subscriber: z.int().describe('Whose it is: /admin/subscribers shows the address when asked'),
  domain: z.string().describe('Where it goes'),
  state: z.enum(STATES),
  tries: z.int(),
  error: z.string().exactOptional().describe('What the last try ended with'),
  created: z.string().describe('RFC 3339'),
  settled: z.string().exactOptional().describe('RFC 3339'),
});

const output = z.object({
  counts: z.object(Object.fromEntries(STATES.map((state) => [state, z.int()])) as Record<State, z.ZodInt>),
  total: z.int().describe('How many mails there are in the state that was asked for'),
  offset: z.int(),
  limit: z.int(),
  cursor: nextCursor,
  mails: z.array(mailSchema),
});

type State = (typeof STATES)[number];

const idOf = ({ id }: z.output<typeof mailSchema>) => String(id);

async function countsOf(db: Db): Promise<Record<State, number>> {
  const rows = await db
    .selectFrom('mails')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const counted = new Map(rows.map(({ state, count }) => [state, Number(count)]));
  return Object.fromEntries(STATES.map((state) => [state, counted.get(state) ?? 0])) as Record<State, number>;
}

async function loaded(db: Db, state: State | undefined, { offset, limit }: { offset: number; limit: number }) {
  const rows = await db
    .selectFrom('mails as m')
    .innerJoin('subscribers as s', 's.id', 'm.subscriber')
    .select(['m.id', 'm.kind', 's.list', 'm.edition', 'm.subscriber', 'm.domain', 'm.state', 'm.tries', 'm.error'])
    .select(['m.created_at', 'm.settled_at'])
    .$if(state !== undefined, (query) => query.where('m.state', '=', state!))
    .orderBy('m.id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
  return rows.map(({ created_at, settled_at, error, ...row }) => ({
    ...row,
    ...(error !== null && { error }),
    created: created_at,
    ...(settled_at !== null && { settled: settled_at }),
  }));
}

/** Answers `GET /api/admin/mails`: the ledger, the newest first, without anybody's address. */
export const mails: Operation<typeof input, typeof output> = {
  name: 'mails',
  path: '/api/admin/mails',
  summary: 'Read the ledger of mails',
  about:
    'A mail that is “unknown” may have arrived or not, and is never sent again by itself; “failed” and “bounced” say why.',
  access: 'administrator',
  asksIndex: false,
  mayMiss: false,
  input,
  output,
  example: { state: 'unknown' },
  async run({ db }, { state, ...asked }) {
    const counts = await countsOf(db);
    const total = state === undefined ? Object.values(counts).reduce((sum, one) => sum + one, 0) : counts[state];
    const { items, offset, cursor } = await pageOf(['mails', state ?? null], asked, idOf, async (part) => ({
      items: await loaded(db, state, part),
      length: total,
    }));
    return { counts, total, offset, limit: asked.limit, ...(cursor !== undefined && { cursor }), mails: items };
  },
};
