import { expect, test } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { addDays, dayPeriod, monthPeriod, weekPeriod } from '#floor/day.ts';
import { Failure } from '#floor/failure.ts';
import { feedFaults } from '#test/harness/feed-rules.ts';
import { EMPTY_DAY, FULL_DAY, HARD_DAY, HARD_PAPER_IDS } from '#test/harness/hard-papers.ts';
import { hardSightings } from '#test/harness/hard-sightings.ts';
import { idOf, invented, library } from '#test/harness/library.ts';
import type { Place } from '../list/place.ts';
import { WRITTEN } from './answer.ts';
import { FORMS, type Form } from './form.ts';
import { feedOf } from './of-place.ts';

const EVERY_FORM = Object.keys(FORMS) as Form[];
const ORIGIN = 'https://papers.example.org';

type Library = Awaited<ReturnType<typeof library>>;

const ask = ({ db, index }: Library, place: Place, form: Form = 'atom') =>
  feedOf({ db, index, origin: ORIGIN }, place, form);

/** One list of every kind that has an address. */
const PLACES: Place[] = [
  { at: 'latest', kind: 'day' },
  { at: 'latest', kind: 'week' },
  { at: 'latest', kind: 'month' },
  { at: 'period', period: dayPeriod(HARD_DAY) },
  { at: 'period', period: dayPeriod(FULL_DAY) },
  { at: 'period', period: dayPeriod(EMPTY_DAY) },
  { at: 'period', period: weekPeriod('2026-W25') },
  { at: 'period', period: monthPeriod('2026-06') },
  { at: 'trending' },
  { at: 'search', text: 'invented models' },
  { at: 'search', text: 'author:"Ada Lovelace"' },
  { at: 'search', text: 'org:"The Institute for the Study of Names That Run On Until the End of the Line and Beyond"' },
  { at: 'search', text: '</title> ]]> & cat:cs.ZZ \u0001' },
  { at: 'search', text: 'models', order: 'votes' },
];

test('every kind of list is a valid feed in every kind, of hard papers', async () => {
  const hard = await library(await hardSightings());
  const alike: Place[] = [
    { at: 'like', named: [HARD_PAPER_IDS[5]!] },
    { at: 'like', named: [...HARD_PAPER_IDS, 'no-such-paper'], order: 'nearness' },
  ];
  const sizes: number[] = [];
  for (const place of [...PLACES, ...alike]) {
    for (const form of EVERY_FORM) {
      const feed = await ask(hard, place, form);
      expect(feedFaults(form, WRITTEN[form](feed)), JSON.stringify(place)).toEqual([]);
      expect(feed.entries.filter(({ updated }) => updated > feed.updated)).toEqual([]);
      expect(feed.self.startsWith(`${ORIGIN}/papers`)).toBe(true);
      if (form === 'atom') sizes.push(feed.entries.length);
    }
  }
  // 6 oddities, 100 of the full day, 1 alone; and so on, in the order of the places.
  expect(sizes.slice(0, 9)).toEqual([107, 100, 100, 6, 100, 0, 100, 100, 100]);
  expect(sizes.slice(9).map((size) => size > 0)).toEqual([true, true, true, true, true, true, true]);
});

test('an empty catalogue has empty feeds, which are valid too', async () => {
  const empty = await library([]);
  for (const place of PLACES.filter(({ at }) => at !== 'search')) {
    for (const form of EVERY_FORM) {
      const feed = await ask(empty, place, form);
      expect([feed.entries.length, feedFaults(form, WRITTEN[form](feed))]).toEqual([0, []]);
    }
  }
});

test('the front page’s feed has the last three days that have papers, the latest first, each paper once', async () => {
  const days = ['2026-06-18', '2026-06-17', '2026-06-15', '2026-06-12'];
  const books = await library([
    ...days.map((day, at) => invented(at, { listedOn: day })),
    invented(9, { listedOn: days[0]!, arxivId: idOf(9) }),
  ]);
  const feed = await ask(books, { at: 'latest', kind: 'day' });
  expect(feed.entries.map(({ url, published }) => `${url.slice(-10)} ${published?.slice(0, 10)}`)).toEqual([
    `${idOf(9)} 2026-06-18`,
    `${idOf(0)} 2026-06-18`,
    `${idOf(1)} 2026-06-17`,
    `${idOf(2)} 2026-06-15`,
  ]);
  expect(feed.updated).toBe('2026-06-18T00:00:00.000Z');
  const { entries } = await ask(books, { at: 'period', period: dayPeriod('2026-06-12') });
  expect(entries.map(({ html }) => html)).toEqual([expect.stringContaining('Number 1 on 12 June 2026')]);
});

test('a feed is the same until the catalogue changes, and an empty one says nothing of now', async () => {
  const books = await library([invented(1)]);
  const place: Place = { at: 'latest', kind: 'day' };
  expect(WRITTEN.atom(await ask(books, place))).toBe(WRITTEN.atom(await ask(books, place)));
  const empty = await ask(books, { at: 'period', period: dayPeriod('2026-06-13') });
  expect(empty).toMatchObject({
    entries: [],
    updated: '2026-06-13T00:00:00.000Z',
    about: 'No papers on Saturday. arXiv rests at weekends.',
  });
});

test('an entry keeps its name when its paper gets another id, a new version or more votes', async () => {
  const { arxivId, ...nameless } = invented(1, { title: 'A paper that nobody has named by a number yet', source: 'a' });
  const books = await library([nameless]);
  const place: Place = { at: 'latest', kind: 'day' };
  const [before] = (await ask(books, place)).entries;
  await ingest(books.db, [
    invented(1, { title: nameless.title, upvotes: 7, updatedAt: '2026-07-01T00:00:00.000Z' }),
    invented(2),
  ]);
  const after = (await ask(books, place)).entries.find(({ title }) => title === nameless.title);
  expect(before!.url).toMatch(/\/p-/);
  expect(after!.url).toMatch(new RegExp(`/${arxivId}$`));
  expect(after!.id).toBe(before!.id);
  expect([before!.updated, after!.updated]).toEqual(['2026-06-18T00:00:00.000Z', '2026-07-01T00:00:00.000Z']);
});

test('a search’s feed has the newest first unless it asks otherwise, and tells what it could not read', async () => {
  const books = await library(
    [3, 1, 2].map((n) => invented(n, { listedOn: addDays('2026-06-10', n), categories: ['cs.CL'], upvotes: 10 - n })),
  );
  const ids = async (order?: 'votes') => {
    const feed = await ask(books, { at: 'search', text: 'cat:cs.CL', ...(order && { order }) });
    return [feed.home, ...feed.entries.map(({ url }) => url.slice(-10))];
  };
  const page = `${ORIGIN}/papers?q=cat%3Acs.CL`;
  expect(await ids()).toEqual([`${page}&order=date`, idOf(3), idOf(2), idOf(1)]);
  expect(await ids('votes')).toEqual([`${page}&order=votes`, idOf(1), idOf(2), idOf(3)]);
  const feed = await ask(books, { at: 'search', text: 'invented auther:Ada' });
  expect(feed.about).toContain('did you mean author:?');
  const long = ask(books, { at: 'search', text: 'x'.repeat(2_001) });
  await expect(long).rejects.toThrow(Failure);
});

test('papers like none that is here are no list', async () => {
  const books = await library([invented(1)]);
  for (const named of [[], ['no-such-paper']]) {
    await expect(ask(books, { at: 'like', named })).rejects.toMatchObject({ kind: 'NotFound' });
  }
});
