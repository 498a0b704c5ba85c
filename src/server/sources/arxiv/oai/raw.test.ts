import { describe, expect, it } from 'vitest';
import { raw, sighting } from './read.fixture.ts';

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
});
