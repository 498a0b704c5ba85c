import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { DayCursor } from '../json/day-list.ts';
import { medrxiv } from '../medrxiv/source.ts';
import { BrokenPage, type Source, type Stream } from '../source.ts';
import { bytes, expectHardy, NO_PAGES, sightingsOf, walk } from '../walk.fixture.ts';
import { preprintSighting } from './preprint.ts';
import { biorxiv } from './source.ts';

const moment = { now: new Date('2026-11-24T12:00:00Z') };
const addresses = { api: 'http://api.test' };
const streamOf = (source: Source, ...values: string[]) =>
  source.streams({ values, addresses, key: '' })[0] as Stream<DayCursor>;
const stream = streamOf(biorxiv, 'all');
const askFor = (day: string, offset = 0) => ({ url: `http://api.test/details/biorxiv/${day}/${day}/${offset}/json` });

const record = (more: object = {}) => ({
  title: 'Cells   that\nmove',
  authors: 'Ng, A. Y.; Lee, B., Jr.; The Cell Consortium; ',
  author_corresponding: 'Andrew Y. Ng',
  author_corresponding_institution: 'The University',
  doi: '10.1101/2026.11.20.123456',
  date: '2026-11-22',
  version: '1',
  type: 'new results',
  license: 'cc_by_nc',
  category: 'cell biology',
  abstract: 'They move. Code: https://github.com/lab/cells.',
  funding: [{ name: 'Fund' }],
  published: 'NA',
  server: 'bioRxiv',
  ...more,
});
const read = (more: object = {}) =>
  preprintSighting(record(more), { name: 'biorxiv', home: 'https://www.biorxiv.org' }, moment.now);

/** The API with some records a day, of which it hands out as many at once as it pleases; numbers as it writes them. */
function server(days: Record<string, object[]>, sizes: number[]) {
  let turn = 0;
  return ({ url }: { url: string }) => {
    const [, from, to, cursor] = /\/(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)\/(\d+)\/json$/.exec(url)!;
    expect(to).toBe(from);
    const all = days[from!] ?? [];
    const part = all.slice(Number(cursor), Number(cursor) + sizes[turn++ % sizes.length]!);
    if (part.length === 0) return { messages: [{ status: 'no posts found' }], collection: [] };
    const messages = [{ status: 'ok', cursor: Number(cursor), count: part.length, total: String(all.length) }];
    return { messages, collection: part };
  };
}

describe('a record', () => {
  it('becomes a sighting of one version', () => {
    expect(read()).toEqual({
      source: 'biorxiv',
      sourceKey: '10.1101/2026.11.20.123456 v1',
      seenAt: '2026-11-24T12:00:00.000Z',
      url: 'https://www.biorxiv.org/content/10.1101/2026.11.20.123456v1',
      doi: '10.1101/2026.11.20.123456',
      title: 'Cells that move',
      abstract: 'They move. Code: https://github.com/lab/cells.',
      authors: [
        { name: 'A. Y. Ng', affiliation: 'The University' },
        { name: 'B. Lee Jr.' },
        { name: 'The Cell Consortium' },
      ],
      publishedAt: '2026-11-22',
      updatedAt: '2026-11-22',
      listedOn: '2026-11-22',
      categories: ['cell biology'],
      licence: 'https://creativecommons.org/licenses/by-nc/4.0/',
      links: [{ kind: 'code', url: 'https://github.com/lab/cells' }],
    });
  });

  it('of a later version says nothing of the first one’s day', () => {
    const second = read({ version: 2, date: '2026-11-23' });
    expect(second).not.toHaveProperty('publishedAt');
    expect(second).toMatchObject({ sourceKey: '10.1101/2026.11.20.123456 v2', updatedAt: '2026-11-23' });
  });

  it('links to the article that came of it, and keeps its own name', () => {
    const { doi, links } = read({ published: '10.1038/S41586-026-0001-2', abstract: '' });
    expect(doi).toBe('10.1101/2026.11.20.123456');
    expect(links).toEqual([{ kind: 'other', url: 'https://doi.org/10.1038/s41586-026-0001-2' }]);
  });

  it('tells a withdrawal, and gives an institution to nobody where two could be meant', () => {
    expect(read({ type: 'withdrawn' }).withdrawnOn).toBe('2026-11-22');
    const { authors } = read({ authors: 'Ng, A.; Ng, B.' });
    expect(authors).toEqual([{ name: 'A. Ng' }, { name: 'B. Ng' }]);
  });

  it.each([
    [{ doi: 'none' }, 'The field “doi” is “none”, which is no DOI.'],
    [{ doi: null }, 'The field “doi” is “”, which is no DOI.'],
    [{ version: 'two' }, 'The field “version” must be the number of a version.'],
    [{ title: '' }, 'The field “title” is missing or empty.'],
    [{ authors: ['Ng'] }, 'The field “authors” must be text, not a list.'],
  ])('is rejected for %j', (more, reason) => {
    expect(() => read(more)).toThrow(reason);
  });
});

test('every record comes once, whatever sizes the pages have', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 130 }),
      fc.integer({ min: 0, max: 40 }),
      (sizes, many, few) => {
        const day = (date: string, count: number) =>
          Array.from({ length: count }, (_, n) => record({ doi: `10.1101/${date}.${n}`, date }));
        const days = { '2026-11-22': day('2026-11-22', many), '2026-11-24': day('2026-11-24', few) };
        const { readings, cursor } = walk(stream, server(days, sizes), moment);
        const found = sightingsOf(readings).map(({ doi }) => doi);
        expect(found).toEqual([...days['2026-11-22'], ...days['2026-11-24']].map(({ doi }) => doi));
        expect(stream.next(cursor, moment)).toBeUndefined();
      },
    ),
    { numRuns: 100 },
  );
});

test('today and the two days before are read at first, and again once on each day', () => {
  const nothing = server({}, [30]);
  const { asks, cursor } = walk(stream, nothing, moment);
  expect(asks).toEqual(['2026-11-22', '2026-11-23', '2026-11-24'].map((day) => askFor(day).url));
  const later = walk(stream, nothing, { now: new Date('2026-11-24T18:00:00Z') }, cursor);
  expect(later.asks).toEqual([askFor('2026-11-24').url]);
  expect(walk(stream, nothing, { now: new Date('2026-11-30T00:00:00Z') }, later.cursor).asks).toHaveLength(7);
});

test('only the chosen categories are kept, and all are counted', () => {
  const some = streamOf(biorxiv, 'cell-biology', 'zoology');
  const collection = [
    record(),
    record({ category: 'Zoology', doi: '10.1101/2' }),
    record({ category: 'neuroscience' }),
    record({ category: '' }),
    record({ category: 7 }),
  ];
  const page = some.parse(bytes({ messages: [{ status: 'ok' }], collection }), askFor('2026-11-24'), undefined, moment);
  expect(sightingsOf(page.readings).map(({ categories }) => categories)).toEqual([['cell biology'], ['zoology']]);
  expect(page.readings.at(-1)).toMatchObject({ rejected: 'The field “category” must be text, not a number.' });
  expect(page.readings).toHaveLength(3);
  expect(page.cursor.records).toBe(5);
});

test('medRxiv is asked by its name, and is another source', () => {
  const other = streamOf(medrxiv, 'all');
  const { url } = other.next(undefined, moment)!;
  expect(url).toBe('http://api.test/details/medrxiv/2026-11-22/2026-11-22/0/json');
  const page = other.parse(bytes({ messages: [{ status: 'ok' }], collection: [record()] }), { url }, undefined, moment);
  expect(sightingsOf(page.readings)[0]).toMatchObject({
    source: 'medrxiv',
    url: 'https://www.medrxiv.org/content/10.1101/2026.11.20.123456v1',
  });
});

test('a setting holds all, or words that stand for categories', () => {
  expect(biorxiv.choice.parse('All')).toEqual({ value: 'all' });
  expect(biorxiv.choice.parse('Cell_Biology')).toEqual({ value: 'cell-biology' });
  expect(medrxiv.choice.parse('endocrinology')).toEqual({ value: 'endocrinology' });
  expect(medrxiv.choice.parse('hiv-aids')).toEqual({ value: 'hiv-aids' });
  expect(biorxiv.choice.parse('cs.CL')).toMatchObject({ allowed: expect.stringContaining('all, animal-behavior') });
});

describe('an answer is broken', () => {
  const parse = (page: unknown, offset = 0, cursor?: DayCursor) =>
    stream.parse(bytes(page), askFor('2026-11-24', offset), cursor, moment);

  it.each(NO_PAGES)('that is %s', (_, page) => {
    expect(() => stream.parse(Buffer.from(page), askFor('2026-11-23'), undefined, moment)).toThrow(BrokenPage);
  });

  it('with an error for a status, records of another place, or none though some are left', () => {
    const status = (more: object) => [{ status: 'ok', cursor: '0', count: 1, total: '40', ...more }];
    expect(() => parse({ messages: status({ status: 'Error: database' }), collection: [] })).toThrow(
      '“Error: database”',
    );
    expect(() => parse({ messages: status({ cursor: '30' }), collection: [record()] })).toThrow(
      'at record 30, not at 0',
    );
    expect(() => parse({ messages: status({}), collection: [] })).toThrow('40 of 40 are left');
    expect(() => parse({ messages: status({}) })).toThrow('no list “collection”');
  });

  it('that is the page before, though it says otherwise', () => {
    const page = { messages: [{ status: 'ok' }], collection: [record()] };
    const { cursor } = parse(page);
    expect(() => parse(page, 1, cursor)).toThrow('the page before once more');
  });
});

test('whatever stands in a field, the rest is read', () => {
  const messages = [{ status: 'ok', cursor: 0, count: 2, total: '2' }];
  expectHardy({ messages, collection: [record(), record({ version: '2' })] }, (body) => {
    return stream.parse(body, askFor('2026-11-24'), undefined, moment).readings;
  });
});
