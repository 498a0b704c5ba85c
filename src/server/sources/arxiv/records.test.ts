import { describe, expect, it } from 'vitest';
import { listingSighting } from './listing.ts';
import { snapshotSighting } from './snapshot.ts';

const now = new Date('2026-11-23T08:00:00Z');

const snapshot = (more: object = {}) =>
  snapshotSighting(
    {
      id: '0704.0001',
      submitter: 'A. Person',
      authors: "C. Bal\\'azs, E. L. Other (Some Place, Far) and D. Third",
      title: 'A title that was\n  wrapped by hand',
      comments: '37 pages;  code at https://github.com/person/code.git',
      'journal-ref': 'Phys.Rev.D76:013009,2007',
      doi: '10.1103/PhysRevD.76.013009 10.1103/PhysRevD.76.999',
      'report-no': 'XYZ-07',
      categories: 'hep-ph hep-ex',
      license: null,
      abstract: '  First line\nof the first paragraph.\n  Second paragraph\ngoes on.\n',
      versions: [
        { version: 'v1', created: 'Mon, 2 Apr 2007 19:18:42 GMT' },
        { version: 'v2', created: 'Tue, 24 Jul 2007 20:10:27 GMT' },
      ],
      update_date: '2008-11-26',
      authors_parsed: [
        ['Balázs', 'C.', ''],
        ['Other', 'E. L.', 'Jr.', 'Some Place', 'Far'],
        ['', '', ''],
      ],
      ...more,
    },
    now,
  );

describe('a record of the public snapshot', () => {
  it('becomes a sighting with all that it says', () => {
    expect(snapshot()).toEqual({
      source: 'arxiv',
      sourceKey: '0704.0001',
      seenAt: '2026-11-23T08:00:00.000Z',
      url: 'https://arxiv.org/abs/0704.0001',
      arxivId: '0704.0001',
      doi: '10.1103/physrevd.76.013009',
      title: 'A title that was wrapped by hand',
      abstract: 'First line of the first paragraph.\n\nSecond paragraph goes on.',
      authors: [{ name: 'C. Balázs' }, { name: 'E. L. Other Jr.', affiliation: 'Some Place; Far' }],
      publishedAt: '2007-04-02T19:18:42.000Z',
      updatedAt: '2007-07-24T20:10:27.000Z',
      categories: ['hep-ph', 'hep-ex'],
      comment: '37 pages; code at https://github.com/person/code.git',
      journalRef: 'Phys.Rev.D76:013009,2007',
      submitter: 'A. Person',
      versions: [
        { name: 'v1', at: '2007-04-02T19:18:42.000Z' },
        { name: 'v2', at: '2007-07-24T20:10:27.000Z' },
      ],
      links: [{ kind: 'code', url: 'https://github.com/person/code' }],
    });
  });

  it('parts the one text of authors where nothing better is there', () => {
    const { authors } = snapshot({ authors_parsed: undefined });
    expect(authors?.map((author) => author.name)).toEqual(["C. Bal\\'azs", 'E. L. Other', 'D. Third']);
  });

  it('takes old ids without their subject class, and leaves a preprint DOI to the id', () => {
    expect(snapshot({ id: 'math.GT/0309136' })).toMatchObject({ arxivId: 'math/0309136', sourceKey: 'math/0309136' });
    expect(snapshot({ doi: '10.48550/arXiv.0704.0001' })).not.toHaveProperty('doi');
  });

  it('leaves out what the record does not say or says as no date', () => {
    const bare = snapshotSighting(
      { id: '0704.0001', title: 'T', abstract: null, update_date: 'soon', versions: null },
      now,
    );
    expect(Object.keys(bare)).toEqual(['source', 'sourceKey', 'seenAt', 'url', 'arxivId', 'title']);
    expect(snapshot({ versions: [], update_date: '2008-11-26' })).toMatchObject({ updatedAt: '2008-11-26' });
  });

  it.each([
    [{ id: 7 }, 'The field “id” must be text, not a number.'],
    [{ id: 'abc' }, 'The field “id” is “abc”, which is no arXiv id.'],
    [{ id: undefined }, 'The field “id” is missing or empty.'],
    [{ title: ' \n' }, 'The field “title” is missing or empty.'],
    [{ title: ['T'] }, 'The field “title” must be text, not a list.'],
    [{ title: 'x'.repeat(1001) }, 'The field “title” is 1001 characters long; at most 1000 are taken.'],
    [{ abstract: 'x'.repeat(50_001) }, 'The field “abstract” is 50001 characters long'],
    [{ abstract: {} }, 'The field “abstract” must be text, not an object.'],
    [{ authors_parsed: 'A, B' }, 'The field “authors_parsed” must be a list, not text.'],
    [{ authors_parsed: [['A', 1]] }, 'The field “authors_parsed” must be a list of lists of texts.'],
    [{ versions: [null] }, 'The field “versions” must be a list of objects.'],
    [{ categories: ['hep-ph'] }, 'The field “categories” must be text, not a list.'],
    [{ doi: false }, 'The field “doi” must be text, not true or false.'],
  ])('is rejected for %j', (more, reason) => {
    expect(() => snapshot(more)).toThrow(reason);
  });
});

const listing = (more: object = {}) =>
  listingSighting(
    {
      arxivId: '2606.32040v2',
      title: 'Faces',
      abstract: 'Short.',
      authors: ['A. One', ' ', 'B. Two'],
      listedOn: '2026-07-01',
      categories: ['cs.CV', 'cs.CV', 'cs.AI'],
      comment: 'Project page: https://one.github.io/faces/',
      codeUrl: 'https://github.com/One/Faces',
      codeStars: 0,
      ...more,
    },
    now,
  );

describe('a row of a listing', () => {
  it('becomes a sighting with all that it says', () => {
    expect(listing()).toEqual({
      source: 'arxiv',
      sourceKey: '2606.32040',
      seenAt: '2026-11-23T08:00:00.000Z',
      url: 'https://arxiv.org/abs/2606.32040',
      arxivId: '2606.32040',
      title: 'Faces',
      abstract: 'Short.',
      authors: [{ name: 'A. One' }, { name: 'B. Two' }],
      listedOn: '2026-07-01',
      categories: ['cs.CV', 'cs.AI'],
      comment: 'Project page: https://one.github.io/faces/',
      githubStars: 0,
      links: [
        { kind: 'code', url: 'https://github.com/One/Faces' },
        { kind: 'project', url: 'https://one.github.io/faces/' },
      ],
    });
  });

  it('cuts lists and names, and keeps the true number of authors', () => {
    const many = listing({ authors: Array.from({ length: 5_001 }, (_, n) => `A${n}`) });
    expect(many.authors).toHaveLength(5_000);
    expect(many.authorCount).toBe(5_001);
    expect(listing({ authors: ['x'.repeat(600)] }).authors![0]!.name).toHaveLength(500);
  });

  it('leaves out a code address that is none, and a day that is none', () => {
    const odd = listing({ codeUrl: 'javascript:alert(1)', comment: null, listedOn: '2026-02-30' });
    expect(odd).not.toHaveProperty('links');
    expect(odd).not.toHaveProperty('listedOn');
  });

  it.each([
    [{ codeStars: -1 }, 'The field “codeStars” is -1; it must be a whole number from 0'],
    [{ codeStars: 1.5 }, 'The field “codeStars” is 1.5'],
    [{ codeStars: Number.POSITIVE_INFINITY }, 'The field “codeStars” is Infinity'],
    [{ codeStars: '3' }, 'The field “codeStars” must be a number, not text.'],
    [{ authors: 'A. One' }, 'The field “authors” must be a list, not text.'],
    [{ authors: [1] }, 'The field “authors” must be a list of names, but holds a number.'],
    [{ categories: [null] }, 'The field “categories” must be a list of texts, not nothing.'],
    [{ observedAt: 'yesterday' }, 'The field “observedAt” is “yesterday”, which is no date with a time.'],
  ])('is rejected for %j', (more, reason) => {
    expect(() => listing(more)).toThrow(reason);
  });
});
