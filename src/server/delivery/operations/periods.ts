import { z } from 'zod';
import type { Db } from '#db/schema.ts';
import { frontEdition, latestDay } from '#editions/front.ts';
import { trendingEdition } from '#editions/trending.ts';
import { type Period, type PeriodKind, periodAround, readPeriod } from '#floor/day.ts';
import { invalid, notFound } from '#floor/failure.ts';
import { EditionSchema, editionPart, partFields } from './edition.ts';
import type { Operation } from './operation.ts';

/** @throws Failure `NotFound` while the catalogue is empty. */
async function latestPeriod(db: Db, kind: PeriodKind): Promise<Period> {
  const latest = await latestDay(db);
  if (latest === undefined) {
    throw notFound('There are no papers in the catalogue yet.', 'Import some: offprint import FILE.');
  }
  return periodAround(kind, latest);
}

const name = (kind: string, form: string) =>
  z.string().max(40).exactOptional().describe(`${form}; without it the latest ${kind} that has papers`);

const frontPart = (db: Db, period: Period, asked: Parameters<typeof editionPart>[1]) =>
  editionPart(['front', period.name], asked, (part) => frontEdition(db, period, part));

const dailyInput = z.object({
  date: name('day', 'A day, YYYY-MM-DD'),
  week: z.string().max(40).exactOptional().describe('In place of a day: a week by ISO 8601, YYYY-Www'),
  month: z.string().max(40).exactOptional().describe('In place of a day: a month, YYYY-MM'),
  ...partFields,
});

/** Answers `GET /api/daily`. @throws Failure `Invalid` for what is no day, `NotFound` while the catalogue is empty. */
export const daily: Operation<typeof dailyInput, typeof EditionSchema> = {
  name: 'daily',
  path: '/api/daily',
  summary: 'Read the front page of a day, a week or a month',
  about:
    'The papers that people chose for the day, in order, each with the reasons for its place; where nobody chose, what sources announced.',
  access: 'anyone',
  asksIndex: false,
  mayMiss: true,
  input: dailyInput,
  output: EditionSchema,
  example: { limit: 3 },
  async run({ db }, { date, week, month, ...asked }) {
    const named = [date, week, month].filter((one) => one !== undefined);
    if (named.length > 1) throw invalid('Only one of date, week and month can be asked for at a time.');
    const kind = week !== undefined ? 'week' : month !== undefined ? 'month' : 'day';
    const [only] = named;
    return frontPart(db, only === undefined ? await latestPeriod(db, kind) : readPeriod(kind, only), asked);
  },
};

const weekInput = z.object({ week: name('week', 'A week by ISO 8601, YYYY-Www'), ...partFields });

/** Answers `GET /api/week`. @throws Failure as {@link daily}. */
export const week: Operation<typeof weekInput, typeof EditionSchema> = {
  name: 'week',
  path: '/api/week',
  summary: 'Read the front page of a week',
  access: 'anyone',
  asksIndex: false,
  mayMiss: true,
  input: weekInput,
  output: EditionSchema,
  example: { limit: 3 },
  run: async ({ db }, { week: text, ...asked }) =>
    frontPart(db, text === undefined ? await latestPeriod(db, 'week') : readPeriod('week', text), asked),
};

const monthInput = z.object({ month: name('month', 'A month, YYYY-MM'), ...partFields });

/** Answers `GET /api/month`. @throws Failure as {@link daily}. */
export const month: Operation<typeof monthInput, typeof EditionSchema> = {
  name: 'month',
  path: '/api/month',
  summary: 'Read the front page of a month',
  access: 'anyone',
  asksIndex: false,
  mayMiss: true,
  input: monthInput,
  output: EditionSchema,
  example: { limit: 3 },
  run: async ({ db }, { month: text, ...asked }) =>
    frontPart(db, text === undefined ? await latestPeriod(db, 'month') : readPeriod('month', text), asked),
};

const trendingInput = z.object(partFields);

/** Answers `GET /api/trending`; of an empty catalogue nothing trends. */
export const trending: Operation<typeof trendingInput, typeof EditionSchema> = {
  name: 'trending',
  path: '/api/trending',
  summary: 'Read what is trending, over all days',
  about: 'Votes, comments and stars a day, weighed against age; at most 200 papers.',
  access: 'anyone',
  asksIndex: false,
  mayMiss: false,
  input: trendingInput,
  output: EditionSchema,
  example: { limit: 3 },
  run: ({ db }, asked) => editionPart(['trending'], asked, (part) => trendingEdition(db, part)),
};
