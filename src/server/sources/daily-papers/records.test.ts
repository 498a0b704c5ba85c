import { describe, expect, it } from 'vitest';
import { itemSighting } from './item.ts';
import { countPlaces } from './place.ts';
import { rowSighting } from './row.ts';

const now = new Date('2026-11-23T08:00:00Z');

const paper = {
  id: '2602.23229',
  authors: [
    { _id: 'a', name: 'Ada One', hidden: false, user: { user: 'ada', avatarUrl: '/a.svg' } },
    { _id: 'b', name: 'Left Out', hidden: true },
  ],
  publishedAt: '2026-02-26T17:08:18.000Z',
  submittedOnDailyAt: '2026-03-06T03:55:12.777Z',
  submittedOnDailyBy: { user: 'reader' },
  title: 'Models as\n  Classifiers',
  summary: 'First\nline. See https://github.com/ada/circle and https://youtu.be/x.',
  upvotes: 10,
  projectPage: 'https://circle.github.io/',
  githubRepo: 'https://github.com/Ada/Circle',
  githubStars: 9,
  ai_summary: 'It classifies.',
  ai_summary_model: 'some/model',
  ai_keywords: ['one', 'one', ' two '],
  organization: { _id: 'c', name: 'mhug', fullname: 'MHUG Lab', avatar: 'https://x.org/a.png' },
};
const outer = {
  publishedAt: '2026-02-26T12:08:18.000Z',
  title: 'Models',
  numComments: 1,
  submittedBy: { name: 'reader' },
};

const item = (inPaper: object = {}, beside: object = {}, places = countPlaces()) =>
  itemSighting({ paper: { ...paper, ...inPaper }, ...outer, ...beside }, now, places);

describe('an item of the API', () => {
  it('becomes a sighting with all that it says, and nothing of its readers', () => {
    expect(item()).toEqual({
      source: 'daily-papers',
      sourceKey: '2602.23229 2026-03-06',
      seenAt: '2026-11-23T08:00:00.000Z',
      url: 'https://huggingface.co/papers/2602.23229',
      arxivId: '2602.23229',
      title: 'Models as Classifiers',
      abstract: 'First line. See https://github.com/ada/circle and https://youtu.be/x.',
      authors: [{ name: 'Ada One' }],
      organization: { name: 'mhug', fullname: 'MHUG Lab' },
      publishedAt: '2026-02-26T17:08:18.000Z',
      keywords: ['one', 'two'],
      summary: { text: 'It classifies.', by: 'some/model' },
      upvotes: 10,
      comments: 1,
      githubStars: 9,
      links: [
        { kind: 'code', url: 'https://github.com/Ada/Circle' },
        { kind: 'project', url: 'https://circle.github.io/' },
        { kind: 'other', url: 'https://youtu.be/x' },
      ],
      placements: [{ section: 'front', day: '2026-03-06', place: 1 }],
    });
  });

  it('takes from beside the paper what the paper lacks', () => {
    const moved = item({ summary: undefined, ai_summary: null }, { summary: 'Outer.', ai_summary: 'Outer too.' });
    expect(moved).toMatchObject({ abstract: 'Outer.', summary: { text: 'Outer too.', by: 'some/model' } });
  });

  it('knows the day of an older answer by its moment of submission, and of one without any no day', () => {
    const old = { submittedOnDailyAt: undefined, publishedAt: '2024-05-24T17:34:15.000Z' };
    expect(item(old, { publishedAt: '2024-05-27T03:50:58.348Z' }).placements).toEqual([
      { section: 'front', day: '2024-05-27', place: 1 },
    ]);
    const unknown = item(old, { publishedAt: '2024-05-24T13:34:15.000Z' });
    expect(unknown).not.toHaveProperty('placements');
    expect(unknown.sourceKey).toBe('2602.23229');
  });

  it('counts places day by day, through papers that are rejected', () => {
    const places = countPlaces();
    item({}, {}, places);
    expect(() => item({ title: 1 }, {}, places)).toThrow('“title” must be text');
    expect(() => item({ id: 'x' }, {}, places)).toThrow('no arXiv id');
    expect(item({}, {}, places).placements![0]!.place).toBe(4);
    expect(item({ submittedOnDailyAt: '2026-03-09T00:00:00.000Z' }, {}, places).placements![0]!.place).toBe(1);
  });

  it('gives no place to a search hit or a single paper', () => {
    expect(item({}, { highlightedTitle: [] })).not.toHaveProperty('placements');
    const single = itemSighting(paper, now, countPlaces());
    expect(single).not.toHaveProperty('placements');
    expect(single.sourceKey).toBe('2602.23229 2026-03-06');
  });

  it.each([
    [{ upvotes: '10' }, 'The field “upvotes” must be a number, not text.'],
    [{ upvotes: 2 ** 31 }, 'The field “upvotes” is 2147483648'],
    [{ authors: [3] }, 'The field “authors” must be a list of objects, but holds a number.'],
    [{ authors: [{ name: 3 }] }, 'The field “name” must be text, not a number.'],
    [{ ai_keywords: 'one' }, 'The field “ai_keywords” must be a list, not text.'],
    [{ organization: 'mhug' }, 'The field “organization” must be an object, not text.'],
    [{ submittedOnDailyAt: 'today' }, 'The field “submittedOnDailyAt” is “today”'],
    [{ githubRepo: 1 }, 'The field “githubRepo” must be text'],
  ])('is rejected for %j', (inPaper, reason) => {
    expect(() => item(inPaper)).toThrow(reason);
  });
});

describe('a row of a collection', () => {
  const row = (more: object = {}) =>
    rowSighting(
      {
        arxivId: '2608.13210',
        title: 'NARU',
        abstract: 'Long.',
        authors: ['A. One'],
        dailyDate: '2026-08-21',
        publishedAt: '2026-08-13T00:00:00.000Z',
        submittedOnDailyAt: '2026-08-20T00:00:00.000Z',
        observedAt: '2026-08-21T16:19:07+08:00',
        upvotes: 1,
        numComments: 0,
        githubRepo: 'https://github.com/x/y',
        githubStars: 3,
        projectPage: 'https://github.com/X/Y/',
        organization: 'The University',
        keywords: ['a', 'x'.repeat(201)],
        ...more,
      },
      now,
      countPlaces(),
    );

  it('becomes a sighting of the moment in which it was observed', () => {
    expect(row()).toEqual({
      source: 'daily-papers',
      sourceKey: '2608.13210 2026-08-21',
      seenAt: '2026-08-21T08:19:07.000Z',
      url: 'https://huggingface.co/papers/2608.13210',
      arxivId: '2608.13210',
      title: 'NARU',
      abstract: 'Long.',
      authors: [{ name: 'A. One' }],
      organization: { name: 'The University' },
      publishedAt: '2026-08-13T00:00:00.000Z',
      keywords: ['a'],
      upvotes: 1,
      comments: 0,
      githubStars: 3,
      links: [{ kind: 'code', url: 'https://github.com/x/y' }],
      placements: [{ section: 'front', day: '2026-08-21', place: 1 }],
    });
  });

  it.each([
    [{ dailyDate: undefined }, 'The field “dailyDate” is missing.'],
    [{ dailyDate: '2026-02-30' }, 'The field “dailyDate” is “2026-02-30”, which is no day'],
    [{ observedAt: '2026-08-21' }, 'The field “observedAt” is “2026-08-21”, which is no date with a time.'],
    [{ keywords: [{}] }, 'The field “keywords” must be a list of texts, not an object.'],
  ])('is rejected for %j', (more, reason) => {
    expect(() => row(more)).toThrow(reason);
  });
});
