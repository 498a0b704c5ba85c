import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ranked } from '#floor/because.ts';
import { rankOnFront } from './front.ts';
import { rankTrending } from './trending.ts';

const count = fc.option(fc.nat({ max: 100_000 }), { nil: undefined });
const signals = fc.record({ upvotes: count, comments: count, githubStars: count });
const place = fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined });
const TODAY = '2026-06-18';
const day = fc
  .integer({ min: 0, max: 400 })
  .map((n) => new Date(Date.parse(TODAY) - n * 86_400_000).toISOString().slice(0, 10));

const adds = ({ score, because }: Ranked) =>
  expect(because.reduce((sum, reason) => sum + reason.points, 0)).toBeCloseTo(score, 9);

test('the reasons add up to the score', () => {
  fc.assert(
    fc.property(signals, place, day, (s, p, d) => {
      adds(rankOnFront({ ...s, place: p }));
      adds(rankTrending({ ...s, day: d }, TODAY));
    }),
  );
});

test('on the front page one vote outweighs any place and any stars', () => {
  fc.assert(
    fc.property(fc.nat({ max: 10_000 }), place, place, count, (votes, a, b, stars) => {
      const more = rankOnFront({ upvotes: votes + 1, comments: undefined, githubStars: undefined, place: a });
      const fewer = rankOnFront({ upvotes: votes, comments: undefined, githubStars: stars, place: b });
      if (votes > 0 || b === undefined) expect(more.score).toBeGreaterThan(fewer.score);
    }),
  );
});

test('between equal votes the source’s own order decides', () => {
  fc.assert(
    fc.property(count, fc.integer({ min: 1, max: 499 }), (upvotes, p) => {
      const at = (n: number) => rankOnFront({ upvotes, comments: undefined, githubStars: undefined, place: n }).score;
      expect(at(p)).toBeGreaterThan(at(p + 1));
    }),
  );
});

test('more of anything never lowers a paper in trending, and age does', () => {
  fc.assert(
    fc.property(signals, day, fc.constantFrom('upvotes', 'comments', 'githubStars'), (s, d, which) => {
      const before = rankTrending({ ...s, day: d }, TODAY).score;
      const more = rankTrending({ ...s, [which]: (s[which] ?? 0) + 10, day: d }, TODAY).score;
      const newer = rankTrending({ ...s, day: TODAY }, TODAY).score;
      expect(more).toBeGreaterThan(before);
      expect(newer).toBeGreaterThanOrEqual(before);
    }),
  );
});

test('ten times the votes make up for a week', () => {
  const hot = (upvotes: number, d: string) =>
    rankTrending({ upvotes, comments: undefined, githubStars: undefined, day: d }, TODAY).score;
  expect(hot(99, '2026-06-18')).toBeCloseTo(hot(999, '2026-06-11'), 6);
});
