import { describe, expect, it } from 'vitest';
import { type MadeRecord, madePage, madeRecord } from './page.fixture.ts';
import { paper, raw, read, rejection, sighting } from './read.fixture.ts';

describe('when a record was seen', () => {
  it.each([
    ['what the page says', '2026-11-24T04:59:59Z', '2026-11-24T04:59:59.000Z'],
    ['now, where the page says a time to come', '2026-11-24T05:00:01Z', '2026-11-24T05:00:00.000Z'],
    ['now, where the page says no time', 'yesterday', '2026-11-24T05:00:00.000Z'],
  ])('%s', (_, answeredAt, seenAt) => {
    expect(sighting(paper, answeredAt).seenAt).toBe(seenAt);
  });
});

describe('a record that cannot be read', () => {
  it.each<[string, MadeRecord, string]>([
    [
      'is deleted',
      { id: '2611.01234', deleted: true },
      'arXiv has deleted the record on 2026-11-23; its paper stays as it was seen.',
    ],
    ['has no title', { id: '2611.01234', fields: { created: '2026-11-02' } }, 'The field “title” is missing or empty.'],
    ['has no id', { id: 'abc', fields: { title: 'T' } }, 'The field “id” is “abc”, which is no arXiv id.'],
    ['is in another format', { ...paper, format: 'oai_dc' }, 'The record holds no metadata in the format arXiv.'],
    [
      'is beyond its bounds',
      { id: '2611.01234', fields: { title: 'x'.repeat(1001) } },
      'The field “title” is 1001 characters long; at most 1000 are taken.',
    ],
    [
      'is damaged',
      { id: '2611.01234', fields: { title: 'G\uFFFDdel' } },
      'The record holds bytes that are none of the page’s encoding.',
    ],
  ])('%s: it is kept, the rest goes on, and it reads the same again', (_, record, reason) => {
    const good = madeRecord({ ...paper, id: '2611.00001' });
    const readings = read(madePage({ records: [good, madeRecord(record), good] }));
    expect(readings.map((reading) => 'sighting' in reading)).toEqual([true, false, true]);
    const rejected = rejection(record);
    expect(rejected).toMatchObject({ rejected: reason, key: `oai:arXiv.org:${record.id}` });
    expect(read(Buffer.from(rejected.raw), 'arXiv', new Date('2027-01-01'))).toEqual([rejected]);
  });

  it('names another paper than its header does', () => {
    const page = madePage({
      records: [madeRecord(paper).replace('oai:arXiv.org:2611.01234', 'oai:arXiv.org:2611.09999')],
    });
    expect(read(page)).toMatchObject([
      {
        rejected: 'The record is named “oai:arXiv.org:2611.09999” but is about 2611.01234.',
        key: 'oai:arXiv.org:2611.09999',
      },
    ]);
  });

  it('is read when a later reader can, with the time at which it was seen', () => {
    const rejected = rejection({ ...paper, fields: { ...paper.fields, title: 'x'.repeat(1001) } });
    const [again] = read(Buffer.from(rejected.raw.replace(/x{20,}/, 'Short')), 'arXiv', new Date('2027-01-01'));
    expect(again).toMatchObject({ sighting: { title: 'Short', seenAt: '2026-11-24T04:00:00.000Z' } });
  });

  it('is named as its sightings are in the other format', () => {
    expect(rejection({ ...raw, fields: {} }).key).toBe('oai:arXiv.org:2611.01234 raw');
  });
});
