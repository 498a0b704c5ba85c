import { createReadStream } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import type { Db } from '#db/schema.ts';
import { readPaperFile } from '#sources/file/read.ts';
import type { Sighting } from '#sources/sighting.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { apiAnswer } from './answer.ts';
import { dailyPapers } from './daily.ts';
import { paperDetail } from './paper.ts';
import type { DailyPaperItem } from './shapes.ts';

const ORIGIN = 'http://localhost:3000';
/** What the official client takes for a time: RFC 3339 in UTC with `Z`, with or without a fraction. */
const CLIENT_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const HEX_ID = /^[0-9a-f]{24}$/;

const more: Sighting = {
  source: 'daily-papers',
  sourceKey: '2501.00001#2025-01-02',
  seenAt: '2025-01-03T00:00:00.000Z',
  arxivId: '2501.00001',
  title: 'A paper with everything',
  abstract: 'An abstract.',
  authors: [{ name: 'Ann One' }, { name: 'Bo Two' }],
  publishedAt: '2025-01-01T17:08:18.000Z',
  upvotes: 5,
  comments: 2,
  githubStars: 9,
  keywords: ['words'],
  summary: { text: 'A sentence.', by: 'a model' },
  organization: { name: 'openlab', fullname: 'Open Lab' },
  links: [
    { kind: 'code', url: 'https://github.com/a/b' },
    { kind: 'project', url: 'https://a.example/b' },
  ],
  placements: [{ section: 'front', day: '2025-01-02', place: 1 }],
};

async function sample(): Promise<Sighting[]> {
  const name = 'sample/daily-papers-2026-06-18.txt';
  const readings = await Array.fromAsync(readPaperFile(createReadStream(name), { name, now: new Date('2026-11-23') }));
  return readings.flatMap((reading) => ('sighting' in reading ? [reading.sighting] : []));
}

const ask = (db: Db, query: string) => dailyPapers(db, new URLSearchParams(query), ORIGIN);
const ids = (items: DailyPaperItem[]) => items.map((item) => item.paper.id);

function expectWholeItem(item: DailyPaperItem) {
  for (const object of [item, item.paper]) {
    expect(object).toMatchObject({ title: expect.any(String), summary: expect.any(String) });
    expect(object.publishedAt).toMatch(CLIENT_INSTANT);
  }
  const user = {
    _id: expect.stringMatching(HEX_ID),
    avatarUrl: expect.any(String),
    name: expect.any(String),
    type: 'user',
    isPro: false,
  };
  expect(item).toMatchObject({
    thumbnail: expect.any(String),
    numComments: expect.any(Number),
    isAuthorParticipating: false,
    submittedBy: user,
  });
  expect(item.submittedBy.user).toBe(item.submittedBy.name);
  expect(item.paper).toMatchObject({
    id: expect.any(String),
    upvotes: expect.any(Number),
    discussionId: expect.stringMatching(HEX_ID),
  });
  for (const author of item.paper.authors) {
    expect(author).toEqual({ _id: expect.stringMatching(HEX_ID), name: expect.any(String), hidden: false });
  }
}

describeEngines('the Daily Papers API', (on) => {
  let db: Db;
  beforeAll(async () => {
    ({ db } = await on.database());
    await ingest(db, [...(await sample()), more]);
  });

  test('without parameters it lists the latest day, in its order, every field in place', async () => {
    const { items, next } = await ask(db, '');
    expect(items).toHaveLength(50);
    expect(next).toBe(1);
    items.forEach(expectWholeItem);
    expect(items[0]).toMatchObject({
      title: 'Texture, Shape, Order, and Relation Matter: A New Transformer Design for Sequential DeepFake Detection',
      publishedAt: '2026-06-18T00:00:00.000Z',
    });
    const second = await ask(db, 'p=1');
    expect([second.items.length, second.next]).toEqual([6, undefined]);
    expect(new Set([...ids(items), ...ids(second.items)]).size).toBe(56);
    expect((await ask(db, 'p=100')).items).toEqual([]);
  });

  test('what clients look for at either level stands at both', async () => {
    const { items } = await ask(db, 'date=2025-01-02');
    const both = {
      ai_summary: 'A sentence.',
      ai_keywords: ['words'],
      projectPage: 'https://a.example/b',
      githubRepo: 'https://github.com/a/b',
      githubStars: 9,
      organization: { name: 'openlab', fullname: 'Open Lab' },
    };
    expect(items).toMatchObject([
      {
        ...both,
        numComments: 2,
        paper: {
          ...both,
          upvotes: 5,
          publishedAt: '2025-01-01T17:08:18.000Z',
          submittedOnDailyAt: '2025-01-02T00:00:00.000Z',
        },
      },
    ]);
  });

  test('limit, week, month, submitter and sort do what they say', async () => {
    expect((await ask(db, 'limit=10')).items).toHaveLength(10);
    expect(ids((await ask(db, 'week=2025-W01')).items)).toEqual(['2501.00001']);
    expect(ids((await ask(db, 'month=2025-01')).items)).toEqual(['2501.00001']);
    expect((await ask(db, 'month=2026-06&limit=100')).items).toHaveLength(56);
    expect((await ask(db, 'submitter=offprint&limit=5')).items).toHaveLength(5);
    expect((await ask(db, 'submitter=akhaliq')).items).toEqual([]);
    expect((await ask(db, 'sort=trending&limit=100')).items.length).toBeGreaterThanOrEqual(56);
    expect((await ask(db, 'date=2026-06-17')).items).toEqual([]);
    expect(ids((await ask(db, 'date=2025-01-02T10:00:00Z')).items)).toEqual(['2501.00001']);
  });

  test.each([
    'date=2025-13-40',
    'date=2025-02-29',
    'week=2025-W54',
    'month=2025-13',
    'limit=0',
    'limit=101',
    'limit=ten',
    'p=-1',
    'sort=best',
    'date=2025-01-02&week=2025-W01',
  ])('%s is refused with 400 and a JSON error', async (query) => {
    const answer = await apiAnswer(async () => ({ body: await ask(db, query) }));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/\w+.*\.$/) });
    expect(answer.headers.get('x-error-message')).toBeTruthy();
  });

  test('a paper by its id, in any spelling', async () => {
    for (const text of ['2501.00001', '2501.00001v2', 'https://arxiv.org/pdf/2501.00001v1.pdf']) {
      const paper = await paperDetail(db, text, new URLSearchParams(), ORIGIN);
      expect(paper).toMatchObject({
        id: '2501.00001',
        linkedModels: [],
        numTotalModels: 0,
        linkedDatasets: [],
        linkedSpaces: [],
        upvotes: 5,
      });
      expect(paper).not.toHaveProperty('numComments');
      expect(paper).not.toHaveProperty('comments');
    }
    const fields = new URLSearchParams('field=comments&field=submissionDeadline');
    expect(await paperDetail(db, '2501.00001', fields, ORIGIN)).toMatchObject({
      comments: [],
      submissionDeadline: '2025-01-15T00:00:00.000Z',
    });
  });

  test('a withdrawn paper says when, another says nothing of it', async () => {
    const { db } = await on.database();
    const other = { ...more, sourceKey: '2501.00002', arxivId: '2501.00002', title: 'A paper that still stands' };
    await ingest(db, [{ ...more, withdrawnOn: '2026-05-03' }, other]);
    const asked = (id: string) => paperDetail(db, id, new URLSearchParams(), ORIGIN);
    expect(await asked('2501.00001')).toHaveProperty('withdrawnAt', '2026-05-03T00:00:00.000Z');
    expect(await asked('2501.00002')).not.toHaveProperty('withdrawnAt');
  });

  test.each([
    ['1234.56789', 'NotFound'],
    ['2501.99999', 'NotFound'],
    ['math.GT/0309136', 'NotFound'],
    ['10.1145/3292500', 'NotFound'],
    ['p-0000000000', 'NotFound'],
    ['abc', 'Invalid'],
    ['https://example.org/2501.00001', 'Invalid'],
    ["' or 1=1", 'Invalid'],
  ])('%s is %s', async (text, kind) => {
    await expect(paperDetail(db, text, new URLSearchParams(), ORIGIN)).rejects.toThrow(
      expect.objectContaining({ kind }),
    );
  });
});
