import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sighting } from '#sources/sighting.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { content } from './content.fixture.ts';
import { catalogueRevision, findPaper, findPapers, resolveId, sightingsOf } from './find.ts';
import { ingest } from './ingest.ts';

const page: Sighting = {
  source: 'daily-papers-page',
  sourceKey: '2026-06-18#rethink',
  seenAt: '2026-06-18T00:00:00.000Z',
  title: 'Rethink MAE with Linear Time-Invariant Dynamics',
  authorCount: 1,
  publishedAt: '2026-04-28',
  comments: 4,
  links: [{ kind: 'code', url: 'https://github.com/a/b' }],
  placements: [{ section: 'front', day: '2026-06-18', place: 3 }],
};
const arxiv: Sighting = {
  source: 'arxiv',
  sourceKey: '2605.00915',
  seenAt: '2026-11-01T00:00:00.000Z',
  arxivId: '2605.00915',
  title: 'Rethink MAE with  linear time-invariant dynamics',
  abstract: 'We rethink.',
  authors: [{ name: 'Ann One' }],
  listedOn: '2026-05-05',
  categories: ['cs.CV'],
  links: [{ kind: 'other', url: 'http://www.github.com/A/b' }],
};
const daily: Sighting = {
  source: 'daily-papers',
  sourceKey: '2605.00915#2026-05-06',
  seenAt: '2026-05-06T08:00:00.000Z',
  arxivId: '2605.00915',
  title: 'Rethink MAE',
  authors: [{ name: 'A. One' }],
  publishedAt: '2026-05-04T17:00:00.000Z',
  upvotes: 12,
  keywords: ['masked autoencoders'],
  placements: [{ section: 'front', day: '2026-05-06', place: 1 }],
};

describeEngines('ingest', (on) => {
  test('a sighting becomes a paper, once', async () => {
    const { db } = await on.database();
    expect(await ingest(db, [page])).toEqual(['new']);
    const revision = await catalogueRevision(db);
    expect(await ingest(db, [page, { ...page, seenAt: '2026-06-19T00:00:00.000Z' }])).toEqual([
      'unchanged',
      'unchanged',
    ]);
    expect(await catalogueRevision(db)).toBe(revision);
  });

  test('a paper found by title moves to its arXiv id, and its old address leads there', async () => {
    const { db } = await on.database();
    await ingest(db, [page]);
    const [old] = await db.selectFrom('papers').select('id').execute();
    expect(old!.id).toMatch(/^p-[0-9a-z]{10}$/);
    expect(await ingest(db, [arxiv])).toEqual(['merged']);
    expect(await resolveId(db, old!.id)).toEqual({ id: '2605.00915', moved: true });
    expect(await findPaper(db, old!.id)).toBeUndefined();
    const paper = await findPaper(db, '2605.00915');
    expect(paper).toMatchObject({
      title: arxiv.title,
      abstract: 'We rethink.',
      comments: 4,
      authorCount: 1,
      day: '2026-04-28',
    });
    expect(paper!.links).toEqual([{ kind: 'code', url: 'http://www.github.com/A/b' }]);
    expect((await sightingsOf(db, '2605.00915')).map(({ source }) => source)).toEqual(['arxiv', 'daily-papers-page']);
  });

  test('every field comes from whom it is best known', async () => {
    const { db } = await on.database();
    expect(await ingest(db, [page, arxiv, daily])).toEqual(['new', 'merged', 'merged']);
    expect(await findPapers(db, ['2605.00915'])).toMatchObject([
      {
        title: arxiv.title,
        authors: [{ name: 'Ann One' }],
        publishedAt: '2026-05-04T17:00:00.000Z',
        upvotes: 12,
        keywords: ['masked autoencoders'],
      },
    ]);
    const placements = await db.selectFrom('placements').select(['day', 'place']).orderBy('day').execute();
    expect(placements).toEqual([
      { day: '2026-05-06', place: 1 },
      { day: '2026-06-18', place: 3 },
    ]);
  });

  test('a source that changes its mind is believed, and believed again when it goes back', async () => {
    const { db } = await on.database();
    const said = (upvotes: number, day: number): Sighting => ({
      ...daily,
      upvotes,
      seenAt: `2026-05-0${day}T00:00:00.000Z`,
    });
    const votes = async () => (await findPaper(db, '2605.00915'))?.upvotes;
    await ingest(db, [said(5, 1)]);
    await ingest(db, [said(7, 2)]);
    expect(await votes()).toBe(7);
    await ingest(db, [said(5, 3)]);
    expect(await votes()).toBe(5);
    expect(await sightingsOf(db, '2605.00915')).toHaveLength(2);
  });

  test('a change of title keeps a paper without an id in one piece, at its address', async () => {
    const { db } = await on.database();
    const note: Sighting = {
      source: 'openreview',
      sourceKey: 'aBcD',
      seenAt: '2026-05-01T00:00:00.000Z',
      title: 'The title that it was submitted under',
      authors: [{ name: 'Ann One' }],
      publishedAt: '2026-04-30',
    };
    await ingest(db, [note]);
    const [before] = await db.selectFrom('papers').select('id').execute();
    await ingest(db, [{ ...note, title: 'What the reviewers made of it', seenAt: '2026-06-01T00:00:00.000Z' }]);
    const copy: Sighting = { ...note, source: 'json-lines', sourceKey: 'copy', authors: [{ name: 'One, A.' }] };
    expect(await ingest(db, [copy])).toEqual(['merged']);
    const papers = await db.selectFrom('papers').select(['id', 'title']).execute();
    expect(papers).toEqual([{ id: before!.id, title: 'What the reviewers made of it' }]);
  });

  test('what is only seen again changes no paper', async () => {
    const { db } = await on.database();
    await ingest(db, [arxiv, daily]);
    const revision = await catalogueRevision(db);
    expect(await ingest(db, [{ ...arxiv, seenAt: '2026-11-08T00:00:00.000Z' }])).toEqual(['unchanged']);
    expect(await catalogueRevision(db)).toBe(revision);
    const seen = (await sightingsOf(db, '2605.00915')).map(({ firstSeenAt, lastSeenAt }) => [firstSeenAt, lastSeenAt]);
    expect(seen[0]).toEqual(['2026-11-01T00:00:00.000Z', '2026-11-08T00:00:00.000Z']);
  });

  test('a preprint and the article made of it are one paper, found by either DOI', async () => {
    const { db } = await on.database();
    const title = 'A cell that was seen in two places';
    const preprint: Sighting = {
      source: 'biorxiv',
      sourceKey: '10.1101/2025.01.02.123456 v1',
      seenAt: '2026-05-01T00:00:00.000Z',
      doi: '10.1101/2025.01.02.123456',
      title,
      authors: [{ name: 'One, A.' }, { name: 'van der Two, B. C.' }],
      publishedAt: '2025-01-04',
    };
    const article: Sighting = {
      source: 'crossref',
      sourceKey: '10.1038/s1',
      seenAt: '2026-05-02T00:00:00.000Z',
      doi: '10.1038/s1',
      title: 'A Cell that was Seen in Two Places.',
      authors: [{ name: 'Ann One' }, { name: 'Bo van der Two' }],
      publishedAt: '2025-11-20',
    };
    await ingest(db, [article]);
    await ingest(db, [preprint]);
    expect(await findPapers(db, [preprint.doi!])).toMatchObject([{ doi: '10.1038/s1', publishedAt: '2025-01-04' }]);
    for (const doi of ['10.1038/S1', '10.1101/2025.01.02.123456']) {
      expect((await resolveId(db, `https://doi.org/${doi}`))?.id).toBe(preprint.doi);
    }
  });

  test('who only counts gives its count and no word, and follows the paper', async () => {
    const { db } = await on.database();
    const counted: Sighting = {
      source: 'openalex',
      sourceKey: 'W1',
      seenAt: '2027-01-01T00:00:00.000Z',
      title: 'A title of its own making',
      authors: [{ name: 'Nobody' }],
      publishedAt: '1999-01-01',
      doi: '10.1/x',
      citations: 12,
    };
    await ingest(db, [counted, { ...arxiv, doi: '10.1/x' }]);
    const papers = await db.selectFrom('papers').select(['id', 'title', 'citations', 'day']).execute();
    expect(papers).toEqual([{ id: '2605.00915', title: arxiv.title, citations: 12, day: '2026-05-05' }]);
  });

  test('a batch that fails leaves nothing', async () => {
    const { db } = await on.database();
    const broken = { ...arxiv, sourceKey: null as unknown as string };
    await expect(ingest(db, [page, broken])).rejects.toThrow();
    expect((await content(db)).papers).toEqual([]);
    expect(await catalogueRevision(db)).toBe(0);
  });

  test('writers at the same time lose nothing', async () => {
    const { db } = await on.database();
    const many = Array.from({ length: 20 }, (_, i) => ({
      ...arxiv,
      sourceKey: `2501.0000${i}`,
      arxivId: `2501.${String(i).padStart(5, '0')}`,
    }));
    await Promise.all(many.map((one) => ingest(db, [one])));
    expect((await content(db)).papers).toHaveLength(20);
    expect(await catalogueRevision(db)).toBe(20);
  });

  test('any order of arrival, in any batches, gives the same catalogue', async () => {
    const other: Sighting = { ...page, sourceKey: 'other', publishedAt: '2025-01-01' };
    const doi: Sighting = {
      ...daily,
      source: 'crossref',
      sourceKey: '10.1/x',
      doi: '10.1/x',
      arxivId: undefined as never,
    };
    delete (doi as Partial<Sighting>).arxivId;
    const all = [page, arxiv, daily, other, doi, { ...arxiv, sourceKey: 'withdoi', doi: '10.1/x' }];
    const { db: reference } = await on.database();
    await ingest(reference, all);
    const expected = await content(reference);
    const orders = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), { numRuns: 8, seed: 7 });
    for (const order of orders) {
      const { db } = await on.database();
      for (const sighting of order) await ingest(db, [sighting]);
      expect(await content(db)).toEqual(expected);
    }
  });
});

describeEngines('resolveId', (on) => {
  test('takes an id in any spelling and nothing else', async () => {
    const { db } = await on.database();
    const old = { ...arxiv, sourceKey: 'old', arxivId: 'math/0309136', title: 'An old paper in the old style' };
    await ingest(db, [
      arxiv,
      old,
      { ...page, sourceKey: 'doi', doi: '10.1234/abc.d', title: 'A paper with a DOI alone' },
    ]);
    expect(await resolveId(db, '2605.00915')).toEqual({ id: '2605.00915', moved: false });
    for (const text of ['2605.00915v3', 'arXiv:2605.00915', 'https://arxiv.org/pdf/2605.00915v1.pdf']) {
      expect(await resolveId(db, text)).toEqual({ id: '2605.00915', moved: true });
    }
    expect(await resolveId(db, 'math.GT/0309136v2')).toEqual({ id: 'math/0309136', moved: true });
    expect(await resolveId(db, 'https://doi.org/10.1234/ABC.D')).toEqual({ id: '10.1234/abc.d', moved: true });
    for (const text of ['', '2605.00916', 'x'.repeat(1000), "' or 1=1 --", '../../etc/passwd']) {
      expect(await resolveId(db, text)).toBeUndefined();
    }
  });
});
