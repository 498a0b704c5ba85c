import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { BrokenPage, type Stream } from '../source.ts';
import { bytes, expectHardy, NO_PAGES, sightingsOf, walk } from '../walk.fixture.ts';
import { noteSighting } from './note.ts';
import { openreview } from './source.ts';

const moment = { now: new Date('2026-11-24T12:00:00Z') };
const VENUE = 'ICLR.cc/2026/Conference';
const streams = (...values: string[]) =>
  openreview.streams({ values, addresses: { api: 'http://api.test' }, key: '' }) as Stream[];
const [stream] = streams(VENUE) as [Stream];

const content = {
  title: 'Learning  to learn',
  abstract: 'We learn.\n\nAt https://github.com/lab/learn.',
  authors: ['Ada One', 'Ben Two'],
  authorids: ['~Ada_One1', '~Ben_Two1'],
  keywords: ['learning', 'learning', 'more'],
  TLDR: 'We learn to learn.',
  pdf: '/pdf/abc123.pdf',
  venue: 'ICLR 2026 Poster',
  venueid: VENUE,
  _bibtex: '@inproceedings{one}',
};
const wrapped = (values: object) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, readers: ['everyone'] }]));
const note = (more: object = {}, fields: object = {}) => ({
  id: 'aBc-12_3xY',
  forum: 'aBc-12_3xY',
  number: 7,
  cdate: Date.parse('2025-09-20T10:00:00Z'),
  tcdate: Date.parse('2025-09-20T10:00:00Z'),
  odate: Date.parse('2025-10-08T08:00:00Z'),
  pdate: Date.parse('2026-01-26T00:00:00Z'),
  mdate: Date.parse('2026-03-01T01:02:03Z'),
  license: 'CC BY 4.0',
  content: wrapped({ ...content, ...fields }),
  ...more,
});
const read = (more?: object, fields?: object) => noteSighting(note(more, fields), moment.now);

describe('a note', () => {
  it('becomes a sighting; the authors’ own sentence is no summary by a model', () => {
    expect(read()).toEqual({
      source: 'openreview',
      sourceKey: 'aBc-12_3xY',
      seenAt: '2026-11-24T12:00:00.000Z',
      url: 'https://openreview.net/forum?id=aBc-12_3xY',
      title: 'Learning to learn',
      abstract: 'We learn.\n\nAt https://github.com/lab/learn.',
      authors: [{ name: 'Ada One' }, { name: 'Ben Two' }],
      publishedAt: '2025-10-08T08:00:00.000Z',
      updatedAt: '2026-03-01T01:02:03.000Z',
      comment: 'TL;DR: We learn to learn.',
      journalRef: 'ICLR 2026 Poster',
      licence: 'CC BY 4.0',
      keywords: ['learning', 'more'],
      links: [
        { kind: 'pdf', url: 'https://openreview.net/pdf/abc123.pdf' },
        { kind: 'code', url: 'https://github.com/lab/learn' },
      ],
    });
  });

  it('of version 1 has bare values', () => {
    expect(noteSighting({ ...note(), content }, moment.now)).toEqual(read());
  });

  it('that no venue has taken is published nowhere', () => {
    const submitted = read({}, { venue: 'Submitted to ICLR 2026', venueid: `${VENUE}/Submission` });
    expect(submitted).not.toHaveProperty('journalRef');
    expect(submitted.comment).toBe('Submitted to ICLR 2026. TL;DR: We learn to learn.');
  });

  it('that was withdrawn says when, as far as is known', () => {
    const fields = { venue: 'ICLR 2026 Conference Withdrawn Submission', venueid: `${VENUE}/Withdrawn_Submission` };
    expect(read({}, fields)).toMatchObject({ withdrawnOn: '2026-03-01' });
    expect(read({}, fields)).not.toHaveProperty('journalRef');
    expect(read({}, { venueid: `${VENUE}/Desk_Rejected_Submission` })).not.toHaveProperty('withdrawnOn');
  });

  it('names its authors in either way, and no anonymous ones', () => {
    const authors = [{ fullname: 'Ada One', username: '~Ada_One1' }, { name: 'Ben Two' }, 'Cy Three'];
    expect(read({}, { authors }).authors).toEqual([{ name: 'Ada One' }, { name: 'Ben Two' }, { name: 'Cy Three' }]);
    expect(read({}, { authors: ['Anonymous'] })).not.toHaveProperty('authors');
    expect(read({}, { keywords: 'one; two,three' }).keywords).toEqual(['one', 'two', 'three']);
  });

  it.each([
    [{ forum: 'a/b' }, {}, 'The field “forum” is “a/b”, no name.'],
    [{ cdate: 'now', odate: null, pdate: null }, {}, 'The field “cdate” must be a number, not text.'],
    [{ content: [] }, {}, 'The field “content” must be an object, not a list.'],
    [{}, { title: { value: 'x' } }, 'The field “title” must be text, not an object.'],
    [{}, { authors: [7] }, 'The field “authors” must be a list of names, but holds a number.'],
  ])('is rejected for %j and %j', (more, fields, reason) => {
    expect(() => read(more, fields)).toThrow(reason);
  });
});

test('a venue is asked for by its id, an invitation as such', () => {
  const [one, two] = streams(VENUE, `${VENUE}/-/Submission`);
  const query = (of?: Stream) => Object.fromEntries(new URL(of!.next(undefined, moment)!.url).searchParams);
  expect(query(one)).toEqual({ 'content.venueid': VENUE, sort: 'number:asc', limit: '1000', offset: '0' });
  expect(query(two)).toMatchObject({ invitation: `${VENUE}/-/Submission` });
  expect([one!.name, two!.name]).toEqual([VENUE, `${VENUE}/-/Submission`]);
});

test('a setting holds ids of venues', () => {
  expect(openreview.choice.parse(VENUE)).toEqual({ value: VENUE });
  for (const word of ['ICLR', 'ICLR.cc/2026?x=1', 'https://openreview.net/group', 'a//b', `a/${'b'.repeat(300)}`])
    expect(openreview.choice.parse(word)).toHaveProperty('allowed');
});

test('every note comes once, whatever sizes the pages have, and all again a week later', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 300 }),
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1 }),
      (count, sizes) => {
        const notes = Array.from({ length: count }, (_, index) => note({ id: `n${index}`, forum: `n${index}` }));
        let turn = 0;
        const api = ({ url }: { url: string }) => {
          const offset = Number(new URL(url).searchParams.get('offset'));
          return { notes: notes.slice(offset, offset + sizes[turn++ % sizes.length]!) };
        };
        const first = walk(stream, api, moment);
        expect(sightingsOf(first.readings).map(({ sourceKey }) => sourceKey)).toEqual(notes.map(({ id }) => id));
        expect(stream.next(first.cursor, moment)).toBeUndefined();
        const again = walk(stream, api, { now: new Date('2026-12-01T12:00:00Z') }, first.cursor);
        expect(again.readings).toHaveLength(count);
      },
    ),
    { numRuns: 60 },
  );
});

test('a page that comes twice is broken', () => {
  const page = bytes({ notes: [note()] });
  const { cursor } = stream.parse(page, stream.next(undefined, moment)!, undefined, moment);
  expect(() => stream.parse(page, stream.next(cursor, moment)!, cursor, moment)).toThrow('the page before once more');
});

test.each(NO_PAGES)('%s is no page', (_, page) => {
  expect(() => stream.parse(Buffer.from(page), stream.next(undefined, moment)!, undefined, moment)).toThrow(BrokenPage);
});

test('an error that comes as an answer is told', () => {
  const error = { name: 'RateLimitError', message: 'Too many requests: 98 in 30 minutes', status: 429 };
  expect(() => stream.parse(bytes(error), stream.next(undefined, moment)!, undefined, moment)).toThrow(
    'The source answered: “Too many requests: 98 in 30 minutes”',
  );
});

test('whatever stands in a field, the rest is read', () => {
  const ask = stream.next(undefined, moment)!;
  expectHardy({ notes: [note(), { ...note({ id: 'two', forum: 'two' }), content }] }, (body) => {
    return stream.parse(body, ask, undefined, moment).readings;
  });
});
