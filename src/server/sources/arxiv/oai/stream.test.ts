import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { REPOSITORY } from '../../../../../test/harness/imports.ts';
import { BrokenPage, type Moment } from '../../source.ts';
import { arxiv } from '../source.ts';
import type { OaiCursor } from './cursor.ts';
import { madePage, madeRecord } from './page.fixture.ts';
import { oaiStream } from './stream.ts';

const ADDRESS = 'https://oai.test/oai';
const stream = oaiStream(ADDRESS, 'cs:cs:CL', 'arXiv');
const at = (text: string): Moment => ({ now: new Date(text) });
const moment = at('2026-11-24T05:00:00Z');
const record = madeRecord({ id: '2611.01234', fields: { title: 'T', created: '2026-11-20' } });

const asked = (cursor: OaiCursor | undefined, when = moment) => {
  const ask = stream.next(cursor, when);
  return ask && Object.fromEntries(new URL(ask.url).searchParams);
};
const parse = (page: Parameters<typeof madePage>[0], cursor?: OaiCursor, when = moment) =>
  stream.parse(madePage(page), stream.next(cursor, when)!, cursor, when);

describe('what is asked for', () => {
  it('at first: the changes of a week, in one format and set, without an end', () => {
    expect(stream.next(undefined, moment)!.url.split('?')[0]).toBe(ADDRESS);
    expect(asked(undefined)).toEqual({
      verb: 'ListRecords',
      metadataPrefix: 'arXiv',
      set: 'cs:cs:CL',
      from: '2026-11-17',
    });
  });

  it('a token goes alone, escaped', () => {
    const token = 'verb%3DListRecords%26skip%3D1300';
    expect(asked({ from: '2026-11-17', token })).toEqual({ verb: 'ListRecords', resumptionToken: token });
  });

  it('from a day on: months back in windows, the days that arXiv does not take left out', () => {
    expect(stream.from!('2026-11-01', moment)).toEqual({ from: '2026-11-01' });
    expect(stream.from!('1991-08-01', moment)).toEqual({ from: '2005-09-16' });
    expect(stream.from!('2030-01-01', moment)).toEqual({ from: '2026-11-24' });
    expect(asked({ from: '2005-09-16' })).toMatchObject({ from: '2005-09-16', until: '2005-10-15' });
    expect(asked({ from: '2026-09-26' })).not.toHaveProperty('until');
  });

  it('is told apart by name, and due when arXiv has brought it up to date', () => {
    const raw = oaiStream(ADDRESS, 'cs', 'arXivRaw');
    expect([stream.name, raw.name]).toEqual(['changes cs:cs:CL', 'versions cs']);
    expect(stream.schedule).toEqual({ at: '22:45', zone: 'America/New_York', weekdays: [7, 1, 2, 3, 4] });
    expect(raw.schedule).toMatchObject({ at: '23:30' });
    expect(new URL(raw.next(undefined, moment)!.url).searchParams.get('metadataPrefix')).toBe('arXivRaw');
  });
});

describe('where a list goes on', () => {
  it('at its token; and a day before its first answer, once it is over and a minute has gone by', () => {
    const midnight = { token: 'A', expiresAt: '2026-11-26T00:00:00Z' };
    const first = parse({ ...midnight, records: [record], answeredAt: '2026-11-24T03:59:00Z' });
    expect(first.readings).toHaveLength(1);
    expect(asked(first.cursor)).toMatchObject({ resumptionToken: 'A' });
    const nextDay = at('2026-11-25T04:02:00Z');
    const last = parse({ records: [record], token: '', answeredAt: '2026-11-25T04:01:00Z' }, first.cursor, nextDay);
    expect(last.cursor).toEqual({ from: '2026-11-23', endedAt: '2026-11-25T04:02:00.000Z' });
    expect(asked(last.cursor, at('2026-11-25T04:02:10Z'))).toBeUndefined();
    expect(asked(last.cursor, at('2026-11-26T04:00:00Z'))).toMatchObject({ from: '2026-11-23' });
  });

  it('at its window’s beginning where the token’s time has run out since; one that came too late is used', () => {
    const { cursor } = parse({ records: [record], token: 'A', expiresAt: '2026-11-25T00:00:00Z' });
    expect(asked(cursor, at('2026-11-24T23:59:59Z'))).toMatchObject({ resumptionToken: 'A' });
    const late = at('2026-11-25T00:00:00Z');
    expect(asked(cursor, late)).toMatchObject({ from: '2026-11-17' });
    expect(parse({ records: [record] }, cursor, late).cursor).toEqual({
      from: '2026-11-23',
      endedAt: late.now.toISOString(),
    });
    for (const expiresAt of ['2026-11-24T05:00:00Z', 'soon']) {
      expect(asked(parse({ records: [record], token: 'A', expiresAt }).cursor, late)).toMatchObject({
        resumptionToken: 'A',
      });
    }
  });

  it('a list ends with an empty token, without one, and where nothing matches', () => {
    for (const page of [{ token: '' }, {}, { error: { code: 'noRecordsMatch' } }]) {
      expect(parse(page)).toEqual({ readings: [], cursor: { from: '2026-11-23', endedAt: moment.now.toISOString() } });
    }
  });

  it('no clock moves it past changes: the earlier one counts, and it never goes back', () => {
    const day = (answeredAt: string, when = moment) => parse({ answeredAt }, undefined, when).cursor.from;
    expect(day('2030-01-01T00:00:00Z')).toBe('2026-11-23');
    expect(day('not a time')).toBe('2026-11-23');
    // arXiv keeps an answer until the next announcement, at most four days.
    expect(day('2026-11-20T04:00:00Z')).toBe('2026-11-19');
    expect(day('2016-01-01T00:00:00Z')).toBe('2026-11-17');
  });

  it('a closed window is followed by the next at once', () => {
    const { cursor } = parse({ records: [record] }, { from: '2026-01-01' });
    expect(cursor).toEqual({ from: '2026-01-31' });
    expect(asked(cursor)).toMatchObject({ from: '2026-01-31', until: '2026-03-01' });
  });

  it('the window is the one that was asked for, though midnight has gone by since', () => {
    const ask = stream.next(undefined, at('2026-11-24T23:59:59Z'))!;
    const page = stream.parse(madePage({ records: [record], token: 'A' }), ask, undefined, at('2026-11-25T00:00:01Z'));
    expect(page.cursor.from).toBe('2026-11-17');
  });
});

describe('what goes wrong', () => {
  const middle: OaiCursor = { from: '2026-11-17', token: 'B', nextFrom: '2026-11-23', pages: 3, mark: 'A' };

  it('a token that is refused begins its window anew, but once an hour', () => {
    const refused = { error: { code: 'badResumptionToken', words: 'expired' } };
    const { readings, cursor } = parse(refused, middle);
    expect(readings).toEqual([]);
    expect(asked(cursor)).toMatchObject({ from: '2026-11-17' });
    const again = parse({ records: [record], token: 'A' }, cursor).cursor;
    expect(() => parse(refused, again)).toThrow(BrokenPage);
    expect(parse(refused, again, at('2026-11-24T06:00:01Z')).cursor).toMatchObject({ from: '2026-11-17' });
  });

  it('an error is told in arXiv’s words', () => {
    const told = (code: string, words?: string) => () => parse({ error: { code, words } });
    expect(told('badArgument', 'start date too early')).toThrow(
      'arXiv answers with badArgument, “start date too early”.',
    );
    expect(told('badArgument')).toThrow('arXiv answers with badArgument.');
    expect(told('cannotDisseminateFormat')).toThrow(BrokenPage);
  });

  it('a token that comes twice is a circle, however wide', () => {
    expect(() => parse({ records: [record], token: 'B' }, middle)).toThrow(
      'arXiv’s resumption tokens lead in a circle',
    );
    for (const around of [1, 2, 3, 7, 30]) {
      let cursor: OaiCursor | undefined;
      let pages = 0;
      const turn = () => {
        for (; pages < 1_000; pages++)
          cursor = parse({ records: [record], token: `T${pages % around}` }, cursor).cursor;
      };
      expect(turn).toThrow('lead in a circle');
      expect(pages).toBeLessThanOrEqual(4 * around);
    }
  });

  it.each([
    ['half a page', madePage({ records: [record], token: 'A' }).subarray(0, -60)],
    ['a page cut within a record', madePage({ records: [record] }).subarray(0, 500)],
    ['a proxy’s page', Buffer.from('<html><body>Busy</body></html>')],
    ['no XML', Buffer.from('Rate exceeded.')],
    ['nothing', Buffer.alloc(0)],
    ['neither records nor an error', Buffer.from('<OAI-PMH><Identify/></OAI-PMH>')],
    ['a token without end', madePage({ token: 'x'.repeat(3_000) })],
    [
      'a DOCTYPE',
      Buffer.from(
        `<!DOCTYPE a [<!ENTITY b "c">]>${madePage({})
          .toString()
          .replace(/<\?.*?\?>/, '')}`,
      ),
    ],
  ])('%s is asked for again', (_, body) => {
    expect(() => stream.parse(body, stream.next(middle, moment)!, middle, moment)).toThrow(BrokenPage);
  });

  it('a window that keeps failing is owed, day by day in the end, and the list goes on behind it', () => {
    const passed = stream.pass!({ ...middle, from: '2026-11-21' }, moment)!;
    expect(passed).toEqual({
      owed: { from: '2026-11-21', until: '2026-11-23', isOwed: true },
      cursor: { from: '2026-11-24' },
    });
    expect(stream.pass!(passed.cursor, moment)).toBeUndefined();
    const halves = stream.pass!(passed.owed, moment)!;
    expect(halves).toEqual({
      owed: { from: '2026-11-21', until: '2026-11-22', isOwed: true },
      cursor: { from: '2026-11-23', until: '2026-11-23', isOwed: true },
    });
    expect(stream.pass!(halves.cursor, moment)).toBeUndefined();
    expect(asked(halves.owed)).toMatchObject({ from: '2026-11-21', until: '2026-11-22' });
    const paid = parse({ records: [record] }, halves.owed);
    expect(paid.readings).toHaveLength(1);
    expect(asked(paid.cursor, at('2027-01-01T00:00:00Z'))).toBeUndefined();
    expect(stream.pass!(paid.cursor, moment)).toBeUndefined();
  });
});

const fixtures = join(REPOSITORY, '../shared/fixtures/oai-generic');

describe.skipIf(!existsSync(fixtures))('answers of other servers (../shared/fixtures/oai-generic)', () => {
  const page = (name: string, cursor?: OaiCursor) =>
    stream.parse(readFileSync(join(fixtures, `${name}.xml`)), { url: ADDRESS }, cursor, moment);

  it('a list of four pages, which ends without a token', () => {
    let cursor: OaiCursor | undefined;
    const tokens: (string | undefined)[] = [];
    let records = 0;
    for (const name of ['ListRecords', 'ListRecords2', 'ListRecords3', 'ListRecords4']) {
      const { readings, cursor: next } = page(name, cursor);
      records += readings.length;
      // Dublin Core says nothing of arXiv.
      expect(readings.every((reading) => 'rejected' in reading)).toBe(true);
      tokens.push(next.token);
      cursor = next;
    }
    expect(records).toBe(8);
    expect(tokens).toEqual(['ListRecords2.xml', 'ListRecords3.xml', 'ListRecords4.xml', undefined]);
    expect(cursor!.endedAt).toBeDefined();
  });

  it('errors come with HTTP 200', () => {
    expect(page('noRecordsMatch')).toMatchObject({ readings: [], cursor: { endedAt: expect.anything() } });
    expect(page('badResumptionToken', { from: '2026-11-17', token: 'A' }).cursor).toMatchObject({ from: '2026-11-17' });
    expect(() => page('badArgument')).toThrow('arXiv answers with badArgument.');
    for (const name of [
      'cannotDisseminateFormat',
      'noSetHierarchy',
      'undefinedError',
      'ListRecordsBroken',
      'Identify',
    ]) {
      expect(() => page(name), name).toThrow(BrokenPage);
    }
  });
});

test('a page of 2,500 records is read before the next may be asked for', () => {
  const abstract = 'We study the things that are studied here and find that 3 < 5 & that names matter. '.repeat(18);
  const records = Array.from({ length: 2_500 }, (_, n) =>
    madeRecord({
      id: `2611.${String(n + 1).padStart(5, '0')}`,
      authors: Array.from({ length: 6 }, (_, a) => ({ keyname: `Key ${a}`, forenames: 'For' })),
      fields: {
        created: '2026-11-20',
        title: `Title ${n}`,
        categories: 'cs.CL cs.AI',
        license: 'http://l.test/',
        abstract,
      },
    }),
  );
  const body = madePage({ records });
  // 0.2 s on a quiet machine. Of this thread's own time, so that what else runs does not count.
  const began = process.threadCpuUsage();
  expect(stream.parse(body, { url: ADDRESS }, undefined, moment).readings).toHaveLength(2_500);
  const { user, system } = process.threadCpuUsage(began);
  expect((user + system) / 1_000).toBeLessThan(arxiv.courtesy.everyMs);
});
