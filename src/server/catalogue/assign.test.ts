import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sighting } from '#sources/sighting.ts';
import { assignPapers } from './assign.ts';
import { identityOf } from './same-work.ts';

const TITLE = 'Attention is not all that you need';

function assign(...sightings: Partial<Sighting>[]): (string | undefined)[] {
  const identities = sightings.map((sighting, i) =>
    identityOf({ source: 'test', sourceKey: String(i), seenAt: '', title: TITLE, ...sighting }, String(i)),
  );
  const home = assignPapers(identities);
  return identities.map(({ ref }) => home.get(ref));
}

const named = (...names: string[]) => names.map((name) => ({ name }));

test('an arXiv id names its paper, whatever the title', () => {
  expect(assign({ arxivId: '2501.00001' }, { arxivId: '2501.00001', title: 'Another title of it' })).toEqual([
    '2501.00001',
    '2501.00001',
  ]);
});

test('two arXiv ids are two papers, even with one title and one list of authors', () => {
  const authors = named('Ada Lovelace');
  expect(assign({ arxivId: '2501.00001', authors }, { arxivId: '2501.00002', authors })).toEqual([
    '2501.00001',
    '2501.00002',
  ]);
});

test('a DOI leads to the arXiv paper that states it', () => {
  expect(
    assign({ doi: '10.1/x', title: 'Published under another title' }, { arxivId: '2501.00001', doi: '10.1/x' }),
  ).toEqual(['2501.00001', '2501.00001']);
});

test('a DOI alone is an id', () => {
  expect(assign({ doi: '10.1/x' })).toEqual(['10.1/x']);
});

test('a title joins where the dates are near and the counts agree', () => {
  const page = { publishedAt: '2026-04-28', authorCount: 1 };
  const arxiv = { arxivId: '2605.00915', listedOn: '2026-05-05', authors: named('Ann One') };
  expect(assign(page, arxiv)).toEqual(['2605.00915', '2605.00915']);
});

test.each([
  ['another count of authors', { publishedAt: '2026-04-28', authorCount: 2 }],
  ['a date a year away', { publishedAt: '2025-04-28', authorCount: 1 }],
  ['no date and no names', { authorCount: 1 }],
])('a title does not join across %s', (_, page) => {
  const arxiv = { arxivId: '2605.00915', listedOn: '2026-05-05', authors: named('Ann One') };
  expect(assign(page, arxiv)[0]).not.toBe('2605.00915');
});

test('a generic title joins by authors alone', () => {
  const arxiv = {
    arxivId: '2605.00915',
    title: 'Introduction',
    listedOn: '2026-05-05',
    authors: named('Ann One', 'Bo Two'),
  };
  const unnamed = { title: 'Introduction', publishedAt: '2026-05-04', authorCount: 2 };
  const same = { title: 'Introduction', publishedAt: '2026-05-04', authors: named('Two, Bo', 'One, A.') };
  const others = { title: 'Introduction', publishedAt: '2026-05-04', authors: named('Cy Three') };
  const [, first, second, third] = assign(arxiv, unnamed, same, others);
  expect(second).toBe('2605.00915');
  expect(first).not.toBe('2605.00915');
  expect(third).not.toBe('2605.00915');
  expect(first).not.toBe(third);
});

test('of two papers with one title the nearer in time takes the nameless sighting', () => {
  const far = { arxivId: '2501.00001', listedOn: '2026-04-01', authors: named('Ann One') };
  const near = { arxivId: '2501.00002', listedOn: '2026-05-01', authors: named('Ann One') };
  expect(assign(far, near, { publishedAt: '2026-04-29', authorCount: 1 })[2]).toBe('2501.00002');
});

test('the answer does not depend on the order of arrival', () => {
  const sighting = fc.record(
    {
      sourceKey: fc.uuid(),
      title: fc.constantFrom(TITLE, 'Introduction', 'A second telling title of some length'),
      arxivId: fc.option(fc.constantFrom('2501.00001', '2501.00002', '2501.00003'), { nil: undefined }),
      doi: fc.option(fc.constantFrom('10.1/a', '10.1/b'), { nil: undefined }),
      publishedAt: fc.option(fc.constantFrom('2025-01-01', '2025-01-20', '2025-02-25', '2026-01-01'), {
        nil: undefined,
      }),
      authors: fc.option(
        fc.subarray(['Ann One', 'Bo Two', 'Cy Three'], { minLength: 1 }).map((names) => named(...names)),
        { nil: undefined },
      ),
    },
    { requiredKeys: ['sourceKey', 'title'] },
  );
  fc.assert(
    fc.property(
      fc
        .uniqueArray(sighting, { maxLength: 12, selector: (one) => one.sourceKey })
        .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const of = (list: typeof all) =>
          assignPapers(list.map((one) => identityOf({ source: 't', seenAt: '', ...one } as Sighting, one.sourceKey)));
        expect(new Map([...of(shuffled)].sort())).toEqual(new Map([...of(all)].sort()));
      },
    ),
    { numRuns: 2000 },
  );
});
