import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../../../../../test/harness/imports.ts';
import { BrokenPage, type Moment } from '../../source.ts';
import { CATEGORIES } from '../categories.ts';
import { escaped, tag } from '../oai/page.fixture.ts';
import type { AnnouncedCursor } from './cursor.ts';
import { announcedStream } from './stream.ts';

const stream = announcedStream('https://rss.test', ['cs.CL', 'cs.LG']);
const at = (text: string): Moment => ({ now: new Date(text) });
/** A Tuesday, at 00:20 in New York. */
const tuesday = at('2026-11-24T05:20:00Z');

interface Made {
  id?: string;
  type?: string;
  published?: string;
  title?: string;
  summary?: string;
  more?: string;
}
function entry({
  id = '2611.01234v1',
  type = 'new',
  published = '2026-11-24T00:00:00-05:00',
  title = 'T',
  summary,
  more = '',
}: Made = {}) {
  return (
    `<entry><id>oai:arXiv.org:${id}</id>${tag('title', title)}<updated>2026-11-24T05:00:19.899+00:00</updated>` +
    tag('summary', summary ?? `arXiv:${id} Announce Type: ${type} \nAbstract: We study things.`) +
    `<category term="cs.CL"/><category term="cs.AI"/>${tag('published', published)}` +
    `<arxiv:announce_type>${escaped(type)}</arxiv:announce_type>${more}</entry>`
  );
}
const feed = (entries: string[], updated = '2026-11-24T05:00:19.866+00:00', title = 'cs.CL updates on arXiv.org') =>
  Buffer.from(
    `<?xml version='1.0' encoding='UTF-8'?><feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.w3.org/2005/Atom"><id>x</id>${tag('title', title)}${tag('updated', updated)}<subtitle>Bad archive 'zz'.</subtitle>${entries.join('')}</feed>`,
  );
const parse = (body: Uint8Array, cursor?: AnnouncedCursor, moment = tuesday, of = stream) =>
  of.parse(body, { url: 'https://rss.test/atom/cs.CL' }, cursor, moment);
const readingOf = (made: Made) => parse(feed([entry(made)])).readings[0]!;
const sightingOf = (made: Made) => {
  const reading = readingOf(made);
  if (!('sighting' in reading)) throw new Error(reading.rejected);
  return reading.sighting;
};

describe('an announcement', () => {
  it('becomes a sighting with all that it says', () => {
    const more =
      '<dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>' +
      '<arxiv:journal_reference>J. Tests 1</arxiv:journal_reference><arxiv:DOI>10.1000/ABC</arxiv:DOI>' +
      "<dc:creator>Paulo Andr\\'e de One (Here, There), Carl Two Jr</dc:creator>";
    const summary =
      'arXiv:2611.01234v1 Announce Type: new \nAbstract: Code is at https://github.com/one/two and\nmore.\n  A second paragraph.';
    expect(sightingOf({ more, summary, title: 'A <title>\n of two lines' })).toEqual({
      source: 'arxiv',
      sourceKey: 'oai:arXiv.org:2611.01234v1 new',
      seenAt: '2026-11-24T05:00:19.866Z',
      url: 'https://arxiv.org/abs/2611.01234',
      arxivId: '2611.01234',
      doi: '10.1000/abc',
      title: 'A <title> of two lines',
      abstract: 'Code is at https://github.com/one/two and more.\n\nA second paragraph.',
      authors: [{ name: "Paulo Andr\\'e de One" }, { name: 'Carl Two Jr' }],
      listedOn: '2026-11-24',
      categories: ['cs.CL', 'cs.AI'],
      journalRef: 'J. Tests 1',
      licence: 'http://creativecommons.org/licenses/by/4.0/',
      links: [{ kind: 'code', url: 'https://github.com/one/two' }],
    });
  });

  it.each([
    ['new', '2026-11-24', undefined],
    ['cross', '2026-11-24', undefined],
    ['replace', undefined, '2026-11-24'],
    ['replace-cross', undefined, '2026-11-24'],
  ])('of type %s is listed on %s, changed on %s', (type, listedOn, updatedAt) => {
    const sighting = sightingOf({ type, id: 'hep-th/9901001v3' });
    expect(sighting).toMatchObject({ sourceKey: `oai:arXiv.org:hep-th/9901001v3 ${type}`, arxivId: 'hep-th/9901001' });
    expect([sighting.listedOn, sighting.updatedAt]).toEqual([listedOn, updatedAt]);
    expect(sighting).not.toHaveProperty('publishedAt');
  });

  it.each([
    ['2026-11-24T00:00:00-05:00', '2026-11-24'],
    ['2026-11-24T04:59:59Z', '2026-11-23'],
    ['2026-07-01T04:00:00Z', '2026-07-01'],
    ['Tue, 24 Nov 2026 00:00:00 -0500', '2026-11-24'],
    ['soon', '2026-11-24'],
  ])('that is dated %s is of %s, by the clocks of New York', (published, day) => {
    expect(sightingOf({ published }).listedOn).toBe(day);
  });

  it.each<[string, Made, string]>([
    [
      'another type',
      { type: 'absonly' },
      'The field “announce_type” is “absonly”, which is none of new, cross, replace, replace-cross.',
    ],
    ['no id', { id: 'abc' }, 'The field “id” is “oai:arXiv.org:abc”, which is no arXiv id.'],
    ['no title', { title: ' ' }, 'The field “title” is missing or empty.'],
    [
      'bytes of another encoding',
      { title: 'G\uFFFDdel' },
      'The entry holds bytes that are none of the feed’s encoding.',
    ],
  ])('with %s is kept, the rest goes on, and it reads the same again', (_, made, reason) => {
    const { readings } = parse(feed([entry(), entry(made), entry()]));
    expect(readings.map((reading) => 'sighting' in reading)).toEqual([true, false, true]);
    const rejected = readingOf(made);
    if (!('rejected' in rejected)) throw new Error('It was read.');
    expect(rejected).toMatchObject({ rejected: reason, key: `oai:arXiv.org:${made.id ?? '2611.01234v1'}` });
    expect(parse(Buffer.from(rejected.raw), undefined, at('2027-01-01T00:00:00Z')).readings).toEqual([rejected]);
  });

  it('without any day is kept', () => {
    expect(parse(feed([entry({ published: '' })], 'today')).readings).toMatchObject([
      { rejected: 'Neither the entry nor its feed says on which day it was announced.' },
    ]);
  });
});

describe('when the day’s announcements are asked for', () => {
  const url = (cursor: AnnouncedCursor | undefined, when: string, of = stream) => of.next(cursor, at(when))?.url;
  const read = parse(feed([entry()])).cursor;
  const empty = parse(feed([])).cursor;
  const stale = parse(feed([entry({ published: '2026-11-23T00:00:00-05:00' })])).cursor;

  it('at once at first, in one question', () => {
    expect(url(undefined, '2026-11-21T12:00:00Z')).toBe('https://rss.test/atom/cs.CL+cs.LG');
  });

  it('once a day, a quarter past midnight in New York, in summer and in winter', () => {
    expect(url(read, '2026-11-24T23:00:00Z')).toBeUndefined();
    expect(url(read, '2026-11-25T05:14:00Z')).toBeUndefined();
    expect(url(read, '2026-11-25T05:15:00Z')).toBeDefined();
    const summer = { ...read, day: '2026-07-01', askedAt: '2026-07-01T04:20:00Z' };
    expect(url(summer, '2026-07-02T04:14:00Z')).toBeUndefined();
    expect(url(summer, '2026-07-02T04:15:00Z')).toBeDefined();
  });

  it('not on the mornings of Saturday and Sunday', () => {
    const friday = { ...read, day: '2026-11-20', askedAt: '2026-11-20T05:20:00Z' };
    expect(url(friday, '2026-11-21T12:00:00Z')).toBeUndefined();
    expect(url(friday, '2026-11-22T12:00:00Z')).toBeUndefined();
    expect(url(friday, '2026-11-23T05:14:00Z')).toBeUndefined();
    expect(url(friday, '2026-11-23T05:16:00Z')).toBeDefined();
  });

  it.each([
    ['empty', empty, []],
    ['of the day before', stale, [entry({ published: '2026-11-23T00:00:00-05:00' })]],
  ])('again where the feed is %s: after hours, three times a day, and anew the next day', (_, first, entries) => {
    let cursor = first;
    const asked: string[] = [];
    for (let minute = 0; minute < 30 * 60; minute += 30) {
      const moment = at(new Date(Date.parse('2026-11-24T05:20:00Z') + minute * 60_000).toISOString());
      if (!stream.next(cursor, moment)) continue;
      asked.push(moment.now.toISOString().slice(8, 16));
      cursor = parse(feed(entries), cursor, moment).cursor;
    }
    expect(asked).toEqual(['24T09:20', '24T13:20', '25T05:20', '25T09:20']);
  });

  it('no more once it came', () => {
    const later = parse(feed([entry()]), empty, at('2026-11-24T09:20:00Z')).cursor;
    expect(url(later, '2026-11-24T20:00:00Z')).toBeUndefined();
  });

  it('a clock that was wrong for years asks no more often', () => {
    const ahead = { ...read, day: '2026-11-24', askedAt: '2031-01-01T00:00:00.000Z' };
    expect(url(ahead, '2026-11-24T20:00:00Z')).toBeUndefined();
    expect(url(ahead, '2026-11-25T12:00:00Z')).toBeDefined();
  });

  it('anew where another choice was made', () => {
    const other = announcedStream('https://rss.test', ['cs.CL', 'cs.LG', 'stat.ML']);
    expect(url(read, '2026-11-24T06:00:00Z', other)).toBe('https://rss.test/atom/cs.CL+cs.LG+stat.ML');
  });
});

describe('an answer that is full', () => {
  const full = feed(Array.from({ length: 2_000 }, (_, n) => entry({ id: `2611.${String(n + 1).padStart(5, '0')}v1` })));

  it('is read, and its question parted in two, which is how it is asked from then on', () => {
    const { readings, cursor } = parse(full);
    expect(readings).toHaveLength(2_000);
    expect(cursor).toMatchObject({ pieces: ['cs.CL', 'cs.LG'], at: 0 });
    const asked: string[] = [];
    let known = cursor;
    for (const day of [tuesday, at('2026-11-25T05:20:00Z')]) {
      for (let ask = stream.next(known, day); ask; ask = stream.next(known, day)) {
        asked.push(ask.url);
        known = parse(feed([entry({ published: day.now.toISOString() })]), known, day).cursor;
      }
    }
    const halves = ['https://rss.test/atom/cs.CL', 'https://rss.test/atom/cs.LG'];
    expect(asked).toEqual([...halves, ...halves]);
  });

  it('of one category cannot be parted; of an archive it can', () => {
    const one = announcedStream('https://rss.test', ['cs.LG']);
    expect(parse(full, undefined, tuesday, one).cursor).toMatchObject({ pieces: ['cs.LG'], at: 1 });
    const archive = announcedStream('https://rss.test', ['cs']);
    const { pieces } = parse(full, undefined, tuesday, archive).cursor;
    expect(pieces).toHaveLength(2);
    const within = CATEGORIES.filter(({ code }) => code.startsWith('cs.')).map(({ code }) => code);
    expect(pieces.join('+').split('+').sort()).toEqual(within.sort());
  });

  it('every category is asked for, in addresses of reasonable length', () => {
    const codes = CATEGORIES.map(({ code }) => code).filter((code) => code.includes('.'));
    const all = announcedStream('https://rss.test', codes);
    const asked: string[] = [];
    let cursor: AnnouncedCursor | undefined;
    for (let ask = all.next(cursor, tuesday); ask; ask = all.next(cursor, tuesday)) {
      expect(ask.url.length).toBeLessThan(800);
      asked.push(...ask.url.split('/atom/')[1]!.split('+'));
      cursor = parse(feed([entry()]), cursor, tuesday, all).cursor;
    }
    expect(asked).toEqual(codes);
  });

  it('a round that was cut short goes on the same day, and begins anew the next', () => {
    const half = parse(feed([entry()]), parse(full).cursor).cursor;
    expect(stream.next(half, at('2026-11-24T22:00:00Z'))!.url).toMatch(/cs\.LG$/);
    expect(stream.next(half, at('2026-11-25T05:20:00Z'))!.url).toMatch(/cs\.CL$/);
  });

  it('one piece of the day before leaves the day unread, whichever it is', () => {
    const [today, before] = [feed([entry()]), feed([entry({ published: '2026-11-23T00:00:00-05:00' })])];
    for (const pieces of [
      [today, before],
      [before, today],
    ]) {
      let cursor = parse(full).cursor;
      for (const piece of pieces) cursor = parse(piece, cursor).cursor;
      expect(stream.next(cursor, at('2026-11-24T12:00:00Z'))).toBeDefined();
    }
  });
});

describe('what is no feed', () => {
  it.each([
    ['half of one', feed([entry(), entry()]).subarray(0, -200)],
    ['a proxy’s page', Buffer.from('<html>Busy</html>')],
    ['nothing', Buffer.alloc(0)],
  ])('%s is asked for again', (_, body) => {
    expect(() => parse(body)).toThrow(BrokenPage);
  });

  it('an error is told in arXiv’s words', () => {
    expect(() => parse(feed([], undefined, 'Feed error for query: zz'))).toThrow(
      "arXiv answers with an error: “Bad archive 'zz'.”.",
    );
  });
});

const fixture = join(REPOSITORY, '../shared/fixtures/arxiv-rss/cs.xml');

it.skipIf(!existsSync(fixture))('(../shared/fixtures/arxiv-rss) what arXiv sent on a day of August 2025', () => {
  const { readings, cursor } = parse(readFileSync(fixture), undefined, at('2025-08-20T05:00:00Z'));
  expect(readings).toHaveLength(7);
  const sightings = readings.map((reading) => ('sighting' in reading ? reading.sighting : undefined));
  expect(sightings.map((one) => [one!.sourceKey.slice(14), one!.listedOn])).toContainEqual([
    '2508.14001v1 new',
    '2025-08-20',
  ]);
  expect(sightings[0]).toMatchObject({
    sourceKey: 'oai:arXiv.org:2508.13426v1 cross',
    seenAt: '2025-08-20T04:00:19.866Z',
    authors: [{ name: 'Chunhua Liu' }, { name: 'Kabir Manandhar Shrestha' }, { name: 'Sukai Huang' }],
    listedOn: '2025-08-20',
    licence: 'http://creativecommons.org/licenses/by-nc-sa/4.0/',
    categories: ['cs.CL', 'cs.AI'],
  });
  expect(sightings[0]!.abstract).toMatch(/^As large language models/);
  expect(stream.next(cursor, at('2025-08-20T12:00:00Z'))).toBeUndefined();
});
