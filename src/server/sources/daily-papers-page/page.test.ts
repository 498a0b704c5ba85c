import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../sighting.ts';
import { type PageOptions, readPage } from './page.ts';
import { SAMPLE } from './sample.fixture.ts';

const now = new Date('2026-11-23T08:00:00Z');
const sample = readFileSync(new URL('../../../../sample/daily-papers-2026-06-18.txt', import.meta.url), 'utf8');

const read = (text: string, options: Partial<PageOptions> = {}) => readPage(text, { now, ...options });
const sightings = (text: string, options: Partial<PageOptions> = {}): Sighting[] =>
  read(text, options).flatMap((reading) => ('sighting' in reading ? reading.sighting : []));
const rejections = (text: string, options: Partial<PageOptions> = {}) =>
  read(text, options).filter((reading) => 'rejected' in reading);

const page = (head: string, ...dates: string[]) =>
  `${head}\n\n${dates.map((date, n) => `Paper ${n}\n\nAbstract ${n}.\n\n  • 3 authors\n·\n${date}\n`).join('\n')}`;

/** What a reader of the page would note down of each paper. */
const noted = (papers: Sighting[]) =>
  papers.map((paper) => [
    paper.title,
    paper.authorCount ?? `${paper.organization?.name} ${paper.organization?.fullname}`,
    paper.publishedAt,
    paper.comments,
    (paper.links ?? []).map((link) => link.url),
  ]);

describe('the bundled page', () => {
  const papers = sightings(sample);

  it('is read exactly: 56 titles, authors, days, comments and links', () => {
    expect(rejections(sample)).toEqual([]);
    expect(SAMPLE).toHaveLength(56);
    expect(noted(papers)).toEqual(SAMPLE);
  });

  it('is the front page of 18 June 2026, in its order', () => {
    expect(papers.map((paper) => paper.placements)).toEqual(
      SAMPLE.map((_, index) => [{ section: 'front', day: '2026-06-18', place: index + 1 }]),
    );
    expect(new Set(papers.map((paper) => paper.seenAt))).toEqual(new Set(['2026-06-18T00:00:00.000Z']));
    expect(new Set(papers.map((paper) => paper.sourceKey)).size).toBe(56);
  });

  it('keeps each abstract whole', () => {
    for (const paper of papers) expect(sample).toContain(paper.abstract);
    expect(papers.reduce((sum, paper) => sum + paper.abstract!.length, 0)).toBeGreaterThan(56 * 1300);
  });

  it('tells code from project pages', () => {
    const kinds = papers.flatMap((paper) => (paper.links ?? []).map((link) => [link.kind, new URL(link.url).host]));
    for (const [kind, host] of kinds) expect(kind).toBe(host === 'github.com' ? 'code' : 'project');
    expect(kinds.filter(([kind]) => kind === 'project')).toHaveLength(2);
  });

  it('is the same with Windows newlines, with extra blank lines, and without its head', () => {
    const keys = papers.map((paper) => paper.sourceKey);
    expect(sightings(sample.replaceAll('\n', '\r\n'))).toEqual(papers);
    expect(sightings(sample.replaceAll('\n', '\n\n'))).toEqual(papers);
    const headless = sample.slice(sample.indexOf('Jun 18'));
    expect(sightings(headless).map((paper) => paper.sourceKey)).toEqual(keys);
    const dateless = sample.replace('Jun 18\n', '');
    expect(noted(sightings(dateless))).toEqual(SAMPLE);
    expect(sightings(dateless)[0]).not.toHaveProperty('placements');
  });

  it('is the same on one line where the site writes three', () => {
    expect(noted(sightings(sample.replaceAll('\n·\n', ' · ')))).toEqual(SAMPLE);
  });

  it('has the same keys whenever it is read', () => {
    const later = sightings(sample, { now: new Date('2031-01-01T00:00:00Z') });
    expect(later.map((paper) => paper.sourceKey)).toEqual(papers.map((paper) => paper.sourceKey));
  });
});

describe('years that are not printed', () => {
  const day = (text: string, options: Partial<PageOptions> = {}) => sightings(text, options)[0]?.placements?.[0]?.day;
  const dates = (text: string, options: Partial<PageOptions> = {}) =>
    sightings(text, options).map((s) => s.publishedAt);

  it('are the first after every year that is printed', () => {
    expect(day(page('Jun 18', 'May 1, 2023', 'May 1, 2024'))).toBe('2025-06-18');
  });

  it('are never of the future', () => {
    expect(day(page('Dec 24', 'May 1, 2025'))).toBe('2025-12-24');
    expect(day(page('Dec 24', 'May 1, 2099'))).toBe('2025-12-24');
  });

  it('without any printed one are the latest that are past', () => {
    expect(day(page('Nov 23', 'Nov 20'))).toBe('2026-11-23');
    expect(day(page('Nov 24', 'Nov 20'))).toBe('2025-11-24');
  });

  it('follow --year', () => {
    expect(day(page('Jun 18', 'Apr 2, 2025'), { year: 2028 })).toBe('2028-06-18');
    expect(dates(page('Jun 18', 'Apr 2', 'Jul 1'), { year: 2028 })).toEqual(['2028-04-02', '2027-07-01']);
    expect(() => read(page('Feb 29', 'Feb 2'), { year: 2026 })).toThrow('a day that the year 2026 does not have');
  });

  it('keep the year that the page itself prints', () => {
    expect(day(page('Jun 18, 2024', 'Apr 2'))).toBe('2024-06-18');
  });

  it('find a leap day', () => {
    expect(day(page('Feb 29', 'Apr 2, 2021'))).toBe('2024-02-29');
    expect(day(page('Feb 29', 'Apr 2, 2025'))).toBe('2024-02-29');
  });

  it('put a paper after the page into the year before', () => {
    expect(dates(page('Jan 3', 'Jan 2', 'Dec 30', 'Dec 1, 2025 7'))).toEqual([
      '2026-01-02',
      '2025-12-30',
      '2025-12-01',
    ]);
  });
});

describe('a page with faults', () => {
  it('keeps a paper without abstract, and one whose date is none', () => {
    const text =
      'Jun 18\n\nOnly a Title\n\n  • 1 author\n·\nApr 1, 2025\n\nSecond\n\nText.\n\n• 2 authors\n·\nFoo 40, 2024\n\nThird\n\nText.\n\n• 2 authors\n·\nApr 2, 2025 9\n';
    const papers = sightings(text);
    expect(papers.map((p) => [p.title, p.abstract, p.publishedAt, p.comments])).toEqual([
      ['Only a Title', undefined, '2025-04-01', undefined],
      ['Second', 'Text.', undefined, undefined],
      ['Third', 'Text.', '2025-04-02', 9],
    ]);
  });

  it('tells an organisation from an abstract', () => {
    const text =
      'Jun 18\n\nA\n\nIt ends as a sentence.\n·\nApr 1, 2025\n\nB\n\nText.\n\nacme-lab Acme Lab of Many Words\n·\nApr 1, 2025\n\nC\n\nText.\n\nacme\n·\nApr 1, 2025\n';
    expect(sightings(text).map((p) => [p.title, p.abstract, p.organization])).toEqual([
      ['A', 'It ends as a sentence.', undefined],
      ['B', 'Text.', { name: 'acme-lab', fullname: 'Acme Lab of Many Words' }],
      ['C', 'Text.', { name: 'acme' }],
    ]);
  });

  it('rejects what cannot be read with its line, keeps the rest and their places', () => {
    const text = page('Jun 18', 'Apr 1, 2025', 'Apr 2, 2025', 'Apr 3, 2025').replace('Paper 1', 'x'.repeat(1001));
    expect(rejections(text)).toEqual([{ line: 11, rejected: expect.stringContaining('1001 characters') }]);
    expect(sightings(text).map((p) => p.placements![0]!.place)).toEqual([1, 3]);
  });

  it('names a paper that the end cuts off', () => {
    const cut = sample.slice(0, sample.lastIndexOf('  • 5 authors'));
    expect(sightings(cut)).toHaveLength(55);
    expect(rejections(cut)).toEqual([{ line: 453, rejected: expect.stringContaining('the page ends before') }]);
  });

  it('rejects the paper that a damaged line stands in, and no other', () => {
    for (const line of [29, 31, 33, 34, 35]) {
      const damaged = new Set([line]);
      const lines = sample.split('\n');
      lines[line - 1] = `${lines[line - 1]!.slice(0, -1)}\ufffd`;
      expect(rejections(lines.join('\n'), { damaged })).toEqual([
        { line: 29, rejected: `Line ${line} is not valid UTF-8.` },
      ]);
      expect(sightings(lines.join('\n'), { damaged })).toHaveLength(55);
    }
  });

  it('takes banners between papers for what they are', () => {
    const text = page('Jun 18', 'Apr 1, 2025', 'Apr 2, 2025').replace(
      'Paper 1',
      'new\n\nGet trending papers in your email inbox once a day!\n\nSubscribe\n\nPaper 1',
    );
    expect(sightings(text).map((p) => p.title)).toEqual(['Paper 0', 'Paper 1']);
  });

  it('keeps two papers of one title apart', () => {
    const text = page('Jun 18', 'Apr 1, 2025', 'Apr 2, 2025').replace('Paper 1', 'Paper 0');
    const [first, second] = sightings(text);
    expect(second!.sourceKey).toBe(`${first!.sourceKey} 2`);
  });

  it('is no page without a single end of a paper', () => {
    expect(read('Dear reader,\n\nthis is a letter.\n')).toEqual([]);
  });
});
