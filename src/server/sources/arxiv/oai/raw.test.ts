import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madePage, madeRecord } from './page.fixture.ts';
import { raw, read, sighting } from './read.fixture.ts';

describe('a record in the format arXivRaw', () => {
  it('brings the times of all versions and the submitter', () => {
    expect(sighting(raw)).toEqual({
      source: 'arxiv',
      sourceKey: 'oai:arXiv.org:2611.01234 raw',
      seenAt: '2026-11-24T04:00:00.000Z',
      url: 'https://arxiv.org/abs/2611.01234',
      arxivId: '2611.01234',
      title: 'A title',
      abstract: 'Short.',
      authors: [{ name: 'Ann B. One' }, { name: 'Carl de Two Jr.' }, { name: 'D. Three' }],
      publishedAt: '2026-11-02T10:00:00.000Z',
      updatedAt: '2026-11-19T11:30:00.000Z',
      categories: ['cs.CL'],
      licence: 'http://arxiv.org/licenses/nonexclusive-distrib/1.0/',
      submitter: 'Ann One',
      versions: [
        { name: 'v1', at: '2026-11-02T10:00:00.000Z' },
        { name: 'v2', at: '2026-11-19T11:30:00.000Z' },
      ],
    });
  });

  it('is withdrawn where the last version’s source is flagged so, and no earlier one', () => {
    const [first, second] = raw.versions!;
    expect(sighting({ ...raw, versions: [first!, { ...second!, flags: 'I' }] }).withdrawnOn).toBe('2026-11-19');
    expect(sighting({ ...raw, versions: [{ ...first!, flags: 'I' }, second!] })).not.toHaveProperty('withdrawnOn');
  });

  it('leaves out versions without a time, and knows no publication without the first', () => {
    const versions = [
      { name: 'v1', date: 'long ago' },
      { name: 'v2', date: 'Thu, 19 Nov 2026 11:30:00 GMT' },
    ];
    const { publishedAt, versions: read } = sighting({ ...raw, versions });
    expect(publishedAt).toBeUndefined();
    expect(read).toEqual([{ name: 'v2', at: '2026-11-19T11:30:00.000Z' }]);
  });

  it('comes back from the page that it was written to, whatever its history', () => {
    const time = fc
      .date({ min: new Date('2007-05-01'), max: new Date('2026-11-01'), noInvalidDate: true })
      .map((date) => new Date(Math.floor(date.getTime() / 1_000) * 1_000));
    const name = fc
      .string({ unit: fc.constantFrom(...'aZéß中-.'), minLength: 1, maxLength: 12 })
      .filter((it) => /\p{L}/u.test(it));
    const record = fc.record({
      times: fc.array(time, { maxLength: 12 }),
      names: fc.array(name, { minLength: 1, maxLength: 5 }),
      submitter: name,
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 6 }), (records) => {
        const made = records.map(({ times, names, submitter }, n) =>
          madeRecord({
            id: `2611.0000${n}`,
            format: 'arXivRaw',
            versions: times.map((at, v) => ({ name: `v${v + 1}`, date: at.toUTCString() })),
            fields: { submitter, title: 'T', authors: names.join(', ') },
          }),
        );
        const found = read(madePage({ records: made }), 'arXivRaw').map((one) => 'sighting' in one && one.sighting);
        for (const [n, { times, names, submitter }] of records.entries()) {
          const versions = times.map((at, v) => ({ name: `v${v + 1}`, at: at.toISOString() }));
          expect(found[n]).toMatchObject({ sourceKey: `oai:arXiv.org:2611.0000${n} raw`, submitter });
          const { publishedAt, updatedAt, authors, versions: read } = found[n] as ReturnType<typeof sighting>;
          expect(read ?? []).toEqual(versions);
          expect([publishedAt, updatedAt]).toEqual([versions[0]?.at, versions.at(-1)?.at]);
          expect(authors).toEqual(names.map((name) => ({ name })));
        }
      }),
    );
  });
});
