import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays } from '#floor/day.ts';
import { REPOSITORY } from '#test/harness/imports.ts';
import type { DayCursor } from '../json/day-list.ts';
import { BrokenPage, type Stream } from '../source.ts';
import { bytes, expectHardy, NO_PAGES, sightingsOf, walk } from '../walk.fixture.ts';
import { dailyPapers } from './source.ts';

const FIXTURES = join(REPOSITORY, '../shared/fixtures/hf-daily-papers');
const now = new Date('2026-11-24T12:00:00Z');
const moment = { now };
const [stream] = dailyPapers.streams({
  values: ['on'],
  addresses: { api: 'http://hub.test/api' },
  key: '',
}) as [Stream<DayCursor>];

const askFor = (day: string, p = 0) => ({ url: `http://hub.test/api/daily_papers?date=${day}&limit=100&p=${p}` });
const parse = (page: unknown, day: string, p = 0, cursor?: DayCursor, at = now) =>
  stream.parse(bytes(page), askFor(day, p), cursor, { now: at });

const idOf = (number: number) => `2611.${String(number).padStart(5, '0')}`;
const item = (number: number, day: string, more: object = {}) => ({
  paper: {
    id: idOf(number),
    title: `Paper ${number}`,
    summary: 'Text.',
    authors: [{ name: 'Ada One', hidden: false }],
    publishedAt: '2026-11-20T00:00:00.000Z',
    submittedOnDailyAt: `${day}T00:00:00.000Z`,
    submittedOnDailyBy: { user: 'submitter', fullname: 'Sub Mitter' },
    upvotes: 3,
    githubRepo: 'https://github.com/ada/one',
    githubStars: 5,
    organization: { name: 'lab', fullname: 'Lab' },
    ai_keywords: ['word'],
    ...more,
  },
  submittedBy: { user: 'submitter', fullname: 'Sub Mitter' },
  numComments: 1,
});

/** The API with some papers a day, of which it hands out at most `size` at once. */
function hub(days: Record<string, object[]>, size = 100) {
  return ({ url }: { url: string }) => {
    const query = new URL(url).searchParams;
    const from = Number(query.get('p')) * size;
    return (days[query.get('date')!] ?? []).slice(from, from + size);
  };
}

describe('real days of the API', () => {
  it.each(['2024-05-27', '2024-12-10', '2025-06-10', '2025-11-10', '2026-08-21'])('%s', (day) => {
    const path = join(FIXTURES, `${day}.json`);
    if (!existsSync(path)) throw new Error(`The fixture ${path} is missing.`);
    const body = readFileSync(path);
    const page = stream.parse(body, askFor(day), undefined, moment);
    const records = JSON.parse(body.toString()) as { paper: { id: string } }[];
    const sightings = sightingsOf(page.readings);
    expect(sightings).toHaveLength(records.length);
    expect(sightings.map(({ sourceKey }) => sourceKey)).toEqual(records.map(({ paper }) => `${paper.id} ${day}`));
    expect(sightings.map(({ placements }) => placements)).toEqual(
      records.map((_, index) => [{ section: 'front', day, place: index + 1 }]),
    );
    expect(page.cursor).toMatchObject({ day, pages: 1, records: records.length });
  });
});

test('nothing of those who submitted papers is taken', () => {
  const { readings } = parse([item(1, '2026-11-24')], '2026-11-24');
  expect(readings).toHaveLength(1);
  expect(JSON.stringify(readings)).not.toMatch(/submitter|mitter/i);
});

test('places go on over pages, whatever their size and through records that cannot be read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 100 }), fc.nat(119), (count, size, bad) => {
      const day = '2026-11-23';
      const papers = Array.from({ length: count }, (_, index) =>
        item(index, day, index === bad ? { title: 5, summary: 5 } : {}),
      );
      const { readings } = walk(stream, hub({ [day]: papers }, size), moment);
      expect(readings).toHaveLength(count);
      readings.forEach((reading, index) => {
        if (index === bad) {
          const { raw } = reading as { raw: string };
          const mended = raw.replace('"title":5,"summary":5', '"title":"Mended"');
          const [again] = parse(mended, day).readings;
          expect(again).toMatchObject({ sighting: { title: 'Mended', placements: [{ day, place: index + 1 }] } });
        } else {
          const placements = [{ section: 'front', day, place: index + 1 }];
          expect(reading).toMatchObject({ sighting: { sourceKey: `${idOf(index)} ${day}`, placements } });
        }
      });
    }),
    { numRuns: 60 },
  );
});

describe('the days that are asked for', () => {
  const daysOf = (asks: string[]) => [...new Set(asks.map((url) => new URL(url).searchParams.get('date')!))];
  const at = (text: string) => ({ now: new Date(text) });
  const nothing = () => [];

  it('are the last week and today at first, then today, and the week once more on the next day', () => {
    const first = walk(stream, nothing, moment);
    expect(daysOf(first.asks)).toEqual(['17', '18', '19', '20', '21', '22', '23', '24'].map((day) => `2026-11-${day}`));
    expect(stream.next(first.cursor, moment)).toBeUndefined();
    const later = walk(stream, nothing, at('2026-11-24T15:00:00Z'), first.cursor);
    expect(daysOf(later.asks)).toEqual(['2026-11-24']);
    const nextDay = walk(stream, nothing, at('2026-11-25T12:00:00Z'), later.cursor);
    expect(daysOf(nextDay.asks)).toHaveLength(8);
    expect(daysOf(nextDay.asks)[0]).toBe('2026-11-18');
    expect(daysOf(walk(stream, nothing, at('2026-11-25T15:00:00Z'), nextDay.cursor).asks)).toEqual(['2026-11-25']);
  });

  it('are caught up where nothing ran for long, and are not lost to a clock that was put back', () => {
    const { cursor } = walk(stream, nothing, moment);
    const days = daysOf(walk(stream, nothing, at('2026-12-24T12:00:00Z'), cursor).asks);
    expect(days).toHaveLength(31);
    expect(days[0]).toBe('2026-11-24');
    const back = walk(stream, nothing, at('2026-10-24T12:00:00Z'), cursor);
    expect(daysOf(back.asks).at(0)).toBe('2026-10-17');
    expect(back.cursor.day).toBe('2026-10-24');
  });

  it('begin where a reader says, at the first day that there is', () => {
    const from = stream.from!('2020-01-01', moment);
    expect(stream.next(from, moment)!.url).toContain('date=2023-05-04');
    expect(walk(stream, nothing, moment, stream.from!('2026-11-22', moment)).asks).toHaveLength(3);
    expect(walk(stream, nothing, moment, stream.from!('2030-01-01', moment)).asks).toHaveLength(1);
  });

  it('follow New York, where a day’s page opens on the evening before', () => {
    const last = (text: string) => daysOf(walk(stream, nothing, at(text)).asks).at(-1);
    expect(last('2026-11-25T02:29:00Z')).toBe('2026-11-24');
    expect(last('2026-11-25T02:30:00Z')).toBe('2026-11-25');
    expect(last('2026-07-02T01:30:00Z')).toBe('2026-07-02');
  });

  it('go on with the day that was asked for, though midnight came before its answer', () => {
    const start = walk(stream, nothing, at('2026-11-25T02:25:00Z')).cursor;
    const ask = stream.next(start, at('2026-11-25T02:36:00Z'))!;
    const { cursor } = stream.parse(bytes([item(1, '2026-11-18')]), ask, start, at('2026-11-26T02:31:00Z'));
    expect(cursor).toMatchObject({ day: '2026-11-18', pages: 1, records: 1 });
    const rest = walk(stream, hub({}), at('2026-11-26T02:32:00Z'), cursor);
    expect(daysOf(rest.asks)).toEqual(Array.from({ length: 9 }, (_, n) => addDays('2026-11-18', n)));
  });
});

test('a day that keeps failing is passed, owed from its first page, and paid', () => {
  const day = '2026-11-20';
  const papers = Array.from({ length: 5 }, (_, index) => item(index, day));
  let cursor = stream.from!(day, moment);
  cursor = stream.parse(bytes(papers.slice(0, 2)), stream.next(cursor, moment)!, cursor, moment).cursor;
  const passed = stream.pass!(cursor, moment)!;
  expect(stream.next(passed.cursor, moment)!.url).toContain('date=2026-11-21&limit=100&p=0');
  const paid = walk(stream, hub({ [day]: papers }, 2), { now: new Date('2026-12-20T00:00:00Z') }, passed.owed);
  expect(sightingsOf(paid.readings).map(({ placements }) => placements![0]!.place)).toEqual([1, 2, 3, 4, 5]);
  expect(stream.next(paid.cursor, { now: new Date('2027-01-01T00:00:00Z') })).toBeUndefined();
  expect(stream.pass!(paid.cursor, moment)).toBeUndefined();
  const end = stream.pass!(stream.from!('2026-11-24', moment), moment)!;
  expect(stream.next(end.cursor, moment)).toBeUndefined();
});

test('today’s page not being there yet is no failure; any other error is one', () => {
  const error = { error: 'Invalid date: it is in the future' };
  const page = parse(error, '2026-11-24');
  expect(page.readings).toEqual([]);
  expect(stream.next(page.cursor, moment)).toBeUndefined();
  expect(() => parse(error, '2026-11-23')).toThrow('The source answered: “Invalid date');
  expect(() => parse({ error: 'Internal error' }, '2026-11-24')).toThrow(BrokenPage);
});

test('a day without papers that is answered with an earlier page stays empty', () => {
  const page = parse([item(1, '2026-11-20'), item(2, '2026-11-20')], '2026-11-21');
  expect(page).toMatchObject({ readings: [], cursor: { day: '2026-11-22', pages: 0 } });
  const mixed = parse([item(1, '2026-11-20'), item(2, '2026-11-21')], '2026-11-21');
  expect(sightingsOf(mixed.readings).map(({ sourceKey }) => sourceKey)).toEqual([
    '2611.00001 2026-11-21',
    '2611.00002 2026-11-21',
  ]);
});

test('a page that comes twice is broken, and read when it comes right', () => {
  const day = '2026-11-24';
  const { cursor } = parse([item(1, day), item(2, day)], day);
  expect(() => parse([item(1, day), item(2, day)], day, 1, cursor)).toThrow('the page before once more');
  const [next] = sightingsOf(parse([item(3, day)], day, 1, cursor).readings);
  expect(next!.placements).toEqual([{ section: 'front', day, place: 3 }]);
});

test.each(NO_PAGES)('%s is no page', (_, page) => {
  expect(() => stream.parse(Buffer.from(page), askFor('2026-11-23'), undefined, moment)).toThrow(BrokenPage);
});

test('whatever stands in a field, the rest is read', () => {
  const day = '2026-11-23';
  expectHardy([item(1, day), item(2, day)], (body) => stream.parse(body, askFor(day), undefined, moment).readings);
});

test('it is on or off', () => {
  expect(dailyPapers.choice.parse('ON')).toEqual({ value: 'on' });
  expect(dailyPapers.choice.parse('cs.CL')).toEqual({ allowed: 'on' });
});
