import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayPeriod, monthPeriod, weekPeriod } from '#floor/day.ts';
import { Failure } from '#floor/failure.ts';
import { feedLinks, feedPath } from '../feed/form.ts';
import { IN_FEEDS, type Place, pathOf, placeOf } from './place.ts';

const read = (path: string) => {
  const { pathname, searchParams } = new URL(path, 'http://a.example');
  return placeOf(pathname, searchParams);
};

it.each<[string, Place | undefined]>([
  ['/papers', { at: 'latest', kind: 'day' }],
  ['/papers/week', { at: 'latest', kind: 'week' }],
  ['/papers/date/2026-06-18', { at: 'period', period: dayPeriod('2026-06-18') }],
  ['/papers/week/2026-W25', { at: 'period', period: weekPeriod('2026-W25') }],
  ['/papers/month/2026-06', { at: 'period', period: monthPeriod('2026-06') }],
  ['/papers?date=2026-06-18', { at: 'period', period: dayPeriod('2026-06-18') }],
  ['/papers/trending', { at: 'trending' }],
  ['/papers?q=+cat:cs.CL+', { at: 'search', text: 'cat:cs.CL' }],
  ['/papers?q=', { at: 'latest', kind: 'day' }],
  ['/papers?q=a&order=votes', { at: 'search', text: 'a', order: 'votes' }],
  ['/papers?q=a&order=best', { at: 'search', text: 'a' }],
  ['/papers/like/math/0309136?order=date', { at: 'like', named: ['math/0309136'], order: 'date' }],
  ['/papers/like?id=a&id=&id=b', { at: 'like', named: ['a', 'b'] }],
  ['/papers/like', { at: 'like', named: [] }],
  ['/papers/2503.11792', undefined],
  ['/papers/trending/more', undefined],
  ['/papers/date/2026-06-18/more', undefined],
  ['/', undefined],
  ['/elsewhere/trending', undefined],
])('%s is a place', (path, place) => {
  expect(read(path)).toEqual(place);
});

it.each(['/papers/date/2026-02-30', '/papers/week/2026-W54', '/papers/month/x', '/papers?date='])(
  '%s says what is expected',
  (path) => {
    expect(() => read(path)).toThrow(Failure);
  },
);

it('an address that is made is read as the same place', () => {
  const id = fc.oneof(
    fc.constantFrom('2503.11792', 'math/0309136'),
    fc.string({ minLength: 1 }).filter((one) => !/^\.{1,2}$/.test(one)),
  );
  const places = fc.oneof(
    fc.record({
      at: fc.constant('search' as const),
      text: fc.string({ minLength: 1, unit: 'binary' }).filter((one) => one.trim() === one && one !== ''),
      order: fc.constantFrom('votes' as const, 'date' as const),
    }),
    fc.record({
      at: fc.constant('like' as const),
      named: fc.array(id, { minLength: 2, maxLength: 5 }),
      order: fc.constant('date' as const),
    }),
    fc.record({
      at: fc.constant('period' as const),
      period: fc.constantFrom(dayPeriod('2026-06-18'), weekPeriod('2026-W01')),
    }),
  );
  fc.assert(
    fc.property(places, (place) => {
      expect(read(pathOf(place))).toEqual(place);
    }),
  );
});

it('every form of a list stands behind its address, and leaves out the order that it has anyway', () => {
  expect(feedPath({ at: 'latest', kind: 'day' }, 'atom')).toBe('/papers/feed.atom');
  expect(feedPath({ at: 'latest', kind: 'week' }, 'rss')).toBe('/papers/week/feed.rss');
  expect(feedPath({ at: 'search', text: 'cat:cs.CL', order: 'date' }, 'json')).toBe('/papers/feed.json?q=cat%3Acs.CL');
  expect(feedPath({ at: 'search', text: 'a', order: 'relevance' }, 'atom')).toBe(
    '/papers/feed.atom?q=a&order=relevance',
  );
  expect(feedPath({ at: 'like', named: ['10.1145/a#b'] }, 'atom')).toBe('/papers/like/10.1145/a%23b/feed.atom');
  expect(pathOf({ at: 'like', named: ['a', 'b'] }, '.md')).toBe('/papers/like.md?id=a&id=b');
  expect(pathOf({ at: 'search', text: 'a', order: 'date' }, '.md')).toBe('/papers.md?q=a&order=date');
  expect(pathOf({ at: 'search', text: 'a', order: 'date' }, '', IN_FEEDS)).toBe('/papers?q=a');
});

it('a page names the feed to follow first, in every kind', () => {
  const hrefs = (place: Place) => feedLinks(place, 'Heading').map(({ href }) => href);
  expect(hrefs({ at: 'period', period: weekPeriod('2026-W25') })).toEqual([
    '/papers/week/feed.atom',
    '/papers/week/feed.rss',
    '/papers/week/feed.json',
    '/papers/week/2026-W25/feed.atom',
  ]);
  expect(hrefs({ at: 'search', text: 'a', order: 'votes' })[0]).toBe('/papers/feed.atom?q=a');
  expect(hrefs({ at: 'like', named: [] })).toEqual([]);
});
