import { expect, test } from 'vitest';
import type { Sighting } from '#sources/sighting.ts';
import { mergeSightings } from './merge.ts';

const ID = '2503.11792';

/** The paper that these sightings make, each seen a day after the one before unless it says when. */
function merged(...sightings: Partial<Sighting>[]) {
  const kept = sightings.map((one, i) => {
    const seenAt = one.seenAt ?? `2026-06-${String(i + 1).padStart(2, '0')}T00:00:00.000Z`;
    const sighting: Sighting = { source: 'arxiv', sourceKey: String(i), title: 'A title', arxivId: ID, ...one, seenAt };
    return { sighting, digest: String(i), firstSeenAt: seenAt, lastSeenAt: seenAt };
  });
  const forth = mergeSightings(ID, kept, 1);
  expect(mergeSightings(ID, kept.toReversed(), 1)).toEqual(forth);
  return forth.paper;
}

const announced = (type: string, listedOn: string, more: Partial<Sighting> = {}): Partial<Sighting> => ({
  sourceKey: `oai:arXiv.org:${ID} ${type}`,
  listedOn,
  ...more,
});

test('the latest announcement says what a paper is called, the first one when it was listed', () => {
  const paper = merged(
    announced('v2 replace', '2026-05-20', {
      title: 'The title of version 2',
      authors: [{ name: 'Ann' }, { name: 'Bo' }],
    }),
    announced('v1 new', '2026-03-17', {
      title: 'The title of version 1',
      authors: [{ name: 'Ann' }],
      comment: '9 pages',
    }),
  );
  expect(paper).toMatchObject({
    title: 'The title of version 2',
    authorCount: 2,
    listedOn: '2026-03-17',
    comment: '9 pages',
  });
});

test('an old file that is read late does not bring an old title back', () => {
  const paper = merged(
    { sourceKey: `oai:arXiv.org:${ID}`, title: 'New', publishedAt: '2025-03-14', updatedAt: '2025-09-01' },
    { sourceKey: ID, title: 'Old', listedOn: '2025-03-18', seenAt: '2026-12-01T00:00:00.000Z' },
  );
  expect(paper).toMatchObject({ title: 'New', listedOn: '2025-03-18', day: '2025-03-14', updatedAt: '2025-09-01' });
});

test('publication is the earliest that the most trusted tell, to the second where a copy knows it', () => {
  const arxiv = { publishedAt: '2025-03-14', updatedAt: '2025-09-01' };
  const copy = { source: 'daily-papers', publishedAt: '2025-03-14T17:59:00.000Z' };
  expect(merged(arxiv, copy).publishedAt).toBe('2025-03-14T17:59:00.000Z');
  expect(merged(arxiv, { ...copy, publishedAt: '2025-03-16T17:59:00.000Z' }).publishedAt).toBe('2025-03-14');
  expect(merged(arxiv, { source: 'crossref', publishedAt: '2025-01-01' }).publishedAt).toBe('2025-03-14');
});

test('a server’s records of one version each make a history, and the last is the change', () => {
  const version = (n: number, at: string): Partial<Sighting> => ({
    source: 'biorxiv',
    sourceKey: `10.1101/1 v${n}`,
    title: `Version ${n}`,
    publishedAt: at.slice(0, 10),
    versions: [{ name: `v${n}`, at }],
  });
  const paper = merged(
    version(10, '2026-03-03T00:00:00.000Z'),
    version(2, '2026-02-02T00:00:00.000Z'),
    version(1, '2026-01-01T00:00:00.000Z'),
  );
  expect(paper.versions.map(({ name }) => name)).toEqual(['v1', 'v2', 'v10']);
  expect(paper).toMatchObject({
    title: 'Version 10',
    publishedAt: '2026-01-01',
    updatedAt: '2026-03-03T00:00:00.000Z',
  });
});

test('a cross-listing adds its category behind the primary one', () => {
  const paper = merged(
    announced('v1 new', '2026-03-17', { categories: ['cs.CL'] }),
    announced('v1 cross', '2026-03-18', { categories: ['cs.CL', 'cs.AI'] }),
  );
  expect(paper).toMatchObject({ categories: ['cs.CL', 'cs.AI'], listedOn: '2026-03-17' });
});

const raw = (last: string, at: string, more: Partial<Sighting> = {}): Partial<Sighting> => ({
  sourceKey: `oai:arXiv.org:${ID} raw`,
  versions: [
    { name: 'v1', at: '2026-03-14T00:00:00.000Z' },
    { name: last, at },
  ],
  ...more,
});
const withdrawnOn = '2026-05-03';

test('a withdrawal is not undone by records that do not speak of it', () => {
  expect(
    merged(
      raw('v2', `${withdrawnOn}T10:00:00.000Z`, { withdrawnOn }),
      announced('v2 replace', '2026-05-06'),
      { sourceKey: `oai:arXiv.org:${ID}`, updatedAt: withdrawnOn },
      { source: 'daily-papers', publishedAt: '2026-06-01' },
    ).withdrawnOn,
  ).toBe(withdrawnOn);
});

test('a version after the withdrawal brings the paper back', () => {
  const announcement = announced('v2 replace', '2026-05-06', { withdrawnOn });
  expect(merged(announcement, raw('v3', '2026-07-01T10:00:00.000Z')).withdrawnOn).toBeUndefined();
  // The record itself says so, once it is seen again.
  const before = raw('v2', `${withdrawnOn}T10:00:00.000Z`, { withdrawnOn });
  expect(merged(before, raw('v3', '2026-07-01T10:00:00.000Z')).withdrawnOn).toBeUndefined();
});

test('counts are the present ones: stars from GitHub itself, citations from whom counts most', () => {
  const paper = merged(
    { source: 'github', githubStars: 90, title: 'no title' },
    { source: 'daily-papers', githubStars: 70, upvotes: 5 },
    { source: 'semantic-scholar', citations: 12, title: 'no title', seenAt: '2027-01-01T00:00:00.000Z' },
    {
      source: 'openalex',
      citations: 9,
      title: 'no title',
      abstract: 'no abstract',
      seenAt: '2027-01-02T00:00:00.000Z',
    },
  );
  expect(paper).toMatchObject({ title: 'A title', githubStars: 90, citations: 12, upvotes: 5 });
  expect(paper.abstract).toBeUndefined();
});

test('the licence is the one that the authors gave', () => {
  const paper = merged(
    { source: 'crossref', licence: 'https://publisher.example/terms', title: 'As published' },
    { licence: 'http://creativecommons.org/licenses/by/4.0/' },
  );
  expect(paper).toMatchObject({ licence: 'http://creativecommons.org/licenses/by/4.0/', title: 'A title' });
});
