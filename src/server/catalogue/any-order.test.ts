import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Db } from '#db/schema.ts';
import type { Sighting } from '#sources/sighting.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { content, emptied, expectSound } from './content.fixture.ts';
import { catalogueRevision } from './find.ts';
import { ingest } from './ingest.ts';

/** Few values each, so that works collide on purpose: by title, by DOI, by author, by day. */
const TITLES = [
  'Attention is not all that you need',
  'Attention Is Not All That You Need!',
  'A second telling title of some length',
  'Segment Nothing',
  'Editorial',
];
const DAYS = ['2025-01-01', '2025-01-20', '2025-02-25', '2026-01-01', '2029-01-01'];
const TIMES = ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04'].map((day) => `${day}T00:00:00.000Z`);
const DOIS = ['10.1/a', '10.1/b', '10.1101/2025.01.02.123456', '10.1101/2025.01.02.654321'];
const SOURCES = [
  'arxiv',
  'daily-papers',
  'daily-papers-page',
  'crossref',
  'biorxiv',
  'openreview',
  'github',
  'openalex',
];

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const one = <T>(values: T[]) => fc.constantFrom(...values);

/** A showing. The same source and key may come with other words, other ids, another time. */
const sighting: fc.Arbitrary<Sighting> = fc
  .record({
    source: one(SOURCES),
    sourceKey: one(['1', '2', '3']),
    seenAt: one(TIMES),
    title: one(TITLES),
    arxivId: maybe(one(['2501.00001', '2501.00002'])),
    doi: maybe(one(DOIS)),
    articleDoi: maybe(one(DOIS.slice(0, 2))),
    publishedAt: maybe(one([...DAYS, '2025-01-01T12:00:00.000Z'])),
    updatedAt: maybe(one(DAYS)),
    listedOn: maybe(one(DAYS)),
    withdrawnOn: maybe(one(DAYS)),
    authors: maybe(
      fc.subarray(['Ann One', 'Bo Two', 'Cy Three'], { minLength: 1 }).map((names) => names.map((name) => ({ name }))),
    ),
    authorCount: maybe(one([1, 2])),
    categories: maybe(fc.subarray(['cs.CL', 'cs.LG'], { minLength: 1 })),
    versions: maybe(
      fc.subarray(['v1', 'v2', 'v10'], { minLength: 1 }).map((names) => names.map((name) => ({ name, at: TIMES[0]! }))),
    ),
    links: maybe(one(['http://a.org/x', 'https://www.a.org/x/'].map((url) => [{ kind: 'project' as const, url }]))),
    upvotes: maybe(one([1, 2])),
    githubStars: maybe(one([1, 2])),
    citations: maybe(one([1, 2])),
    placements: maybe(one([1, 2].map((place) => [{ section: 'front' as const, day: DAYS[0]!, place }]))),
  })
  .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never);

/** Sightings of which some come again to the letter at another time, as a source does that goes back on its words. */
const withReturns = fc
  .tuple(
    fc.array(sighting, { minLength: 2, maxLength: 12 }),
    fc.array(fc.tuple(fc.nat(), one(TIMES)), { maxLength: 6 }),
  )
  .map(([all, again]) => [...all, ...again.map(([at, seenAt]) => ({ ...all[at % all.length]!, seenAt }))]);

/** The same sightings twice: in one order all at once, in another in batches of these sizes. */
const arrivals = withReturns.chain((all) =>
  fc.record({
    all: fc.constant(all),
    shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: all.length, maxLength: all.length }),
  }),
);

async function inBatches(db: Db, sightings: Sighting[], sizes: number[]): Promise<void> {
  const left = [...sightings];
  for (const size of sizes) await ingest(db, left.splice(0, size));
}

describeEngines('the same sightings', (on) => {
  test('give the same catalogue in any order and any batches, and change nothing when they come again', {
    timeout: 240_000,
  }, async () => {
    const { db } = await on.database();
    await fc.assert(
      fc.asyncProperty(arrivals, async ({ all, shuffled, sizes }) => {
        await emptied(db);
        await ingest(db, all);
        const expected = await content(db);
        await expectSound(db);

        await emptied(db);
        await inBatches(db, shuffled, sizes);
        expect(await content(db)).toEqual(expected);
        await expectSound(db);

        const revision = await catalogueRevision(db);
        expect(new Set(await ingest(db, all))).toEqual(new Set(['unchanged']));
        expect(await catalogueRevision(db)).toBe(revision);
        expect(await content(db)).toEqual(expected);
      }),
      { numRuns: on.engine === 'sqlite' ? 250 : 30 },
    );
  });
});
