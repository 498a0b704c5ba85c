import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../../../../../test/harness/imports.ts';
import { madePage, madeRecord } from './page.fixture.ts';
import { paper, read, sighting } from './read.fixture.ts';

describe('a record in the format arXiv', () => {
  it('becomes a sighting with all that it says', () => {
    expect(sighting(paper)).toEqual({
      source: 'arxiv',
      sourceKey: 'oai:arXiv.org:2611.01234',
      seenAt: '2026-11-24T04:00:00.000Z',
      url: 'https://arxiv.org/abs/2611.01234',
      arxivId: '2611.01234',
      doi: '10.1000/abc',
      title: 'A title that was wrapped',
      abstract: 'First line of the first.\n\nSecond paragraph.',
      authors: [
        { name: 'Ann B. One' },
        { name: 'Carl de Two Jr.', affiliation: 'Here; There' },
        { name: 'Collaboration' },
      ],
      publishedAt: '2026-11-02',
      updatedAt: '2026-11-20',
      categories: ['cs.CL', 'cs.AI'],
      comment: '9 pages; code at https://github.com/one/two',
      journalRef: 'J. Tests 1 (2026)',
      licence: 'http://creativecommons.org/licenses/by/4.0/',
      links: [{ kind: 'code', url: 'https://github.com/one/two' }],
    });
  });

  it.each([
    ['2611.01234', '2026-11-30', true],
    ['2611.01234', '2026-12-01', true],
    ['2611.01234', '2026-12-02', false],
    ['2612.01234', '2027-01-01', true],
    ['hep-th/9912001', '1999-12-31', true],
    ['hep-th/9912001', '2000-01-02', false],
    ['hep-th/0001001', '1999-12-31', true],
  ])('%s: %s is the first version’s day: %s', (id, created, isFirst) => {
    const { publishedAt, updatedAt } = sighting({ ...paper, id, fields: { title: 'T', created } });
    expect([publishedAt, updatedAt]).toEqual([isFirst ? created : undefined, created]);
  });

  it('says nothing where the record says nothing, or no day', () => {
    const bare = sighting({ id: 'math.GT/0309136', fields: { title: 'T', created: 'soon', updated: '2026-02-30' } });
    expect(Object.keys(bare)).toEqual(['source', 'sourceKey', 'seenAt', 'url', 'arxivId', 'title']);
    expect(bare.sourceKey).toBe('oai:arXiv.org:math/0309136');
  });

  it('is withdrawn on the day of its last change where its own words say so', () => {
    const fields = {
      ...paper.fields,
      comments: 'This paper has been withdrawn by the author due to an error in Eq. 3',
    };
    expect(sighting({ ...paper, fields }).withdrawnOn).toBe('2026-11-20');
    expect(sighting(paper)).not.toHaveProperty('withdrawnOn');
  });

  it('comes back from the page that it was written to, whatever it says', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aZ9äß中𝑥$\\{}<>&"\'()-.'), minLength: 1, maxLength: 40 });
    const name = text.filter((it) => /[\p{L}\p{N}]/u.test(it));
    const day = fc.date({ min: new Date('2007-05-01'), max: new Date('2026-11-01'), noInvalidDate: true });
    const record = fc.record({
      number: fc.integer({ min: 1, max: 9999 }),
      day,
      title: text,
      abstract: text,
      comment: text.map((it) => `Pages: ${it}`),
      licence: text,
      categories: fc.uniqueArray(fc.constantFrom('cs.CL', 'hep-th', 'math.NA'), { minLength: 1 }),
      authors: fc.array(fc.record({ keyname: name, forenames: text }), { minLength: 1, maxLength: 5 }),
    });
    const asIs = (date: Date) => date.toISOString().slice(0, 10);
    const idOf = ({ number, day }: { number: number; day: Date }) => {
      const month = asIs(day).slice(2, 7).replace('-', '');
      return `${month}.${String(number).padStart(month < '1501' ? 4 : 5, '0')}`;
    };
    fc.assert(
      fc.property(fc.uniqueArray(record, { selector: idOf, maxLength: 8 }), (records) => {
        const made = records.map((one) =>
          madeRecord({
            id: idOf(one),
            authors: one.authors,
            fields: {
              created: asIs(one.day),
              title: one.title,
              categories: one.categories.join(' '),
              comments: one.comment,
              license: one.licence,
              abstract: one.abstract,
            },
          }),
        );
        const readings = read(madePage({ records: made }));
        expect(readings).toEqual(
          records.map((one) => ({
            sighting: {
              source: 'arxiv',
              sourceKey: `oai:arXiv.org:${idOf(one)}`,
              seenAt: '2026-11-24T04:00:00.000Z',
              url: `https://arxiv.org/abs/${idOf(one)}`,
              arxivId: idOf(one),
              title: one.title,
              abstract: one.abstract,
              authors: one.authors.map(({ keyname, forenames }) => ({ name: `${forenames} ${keyname}` })),
              publishedAt: asIs(one.day),
              updatedAt: asIs(one.day),
              categories: one.categories,
              comment: one.comment,
              licence: one.licence,
            },
          })),
        );
      }),
    );
  });
});

const fixtures = join(REPOSITORY, '../shared/fixtures/arxiv-oai');

describe.skipIf(!existsSync(fixtures))('what arXiv sent (../shared/fixtures/arxiv-oai)', () => {
  it('in 2025: “created” is the second version’s day, so nothing is said of the publication', () => {
    const [reading] = read(readFileSync(join(fixtures, 'GetRecord.xml')));
    expect(reading).toMatchObject({
      sighting: {
        sourceKey: 'oai:arXiv.org:2312.00752',
        seenAt: '2025-12-22T10:00:23.000Z',
        title: 'Mamba: Linear-Time Sequence Modeling with Selective State Spaces',
        authors: [{ name: 'Albert Gu' }, { name: 'Tri Dao' }],
        updatedAt: '2024-06-03',
        categories: ['cs.LG', 'cs.AI'],
        licence: 'http://creativecommons.org/licenses/by/4.0/',
      },
    });
    const { sighting } = reading as { sighting: { abstract: string } };
    expect(sighting).not.toHaveProperty('publishedAt');
    expect(sighting.abstract).toContain("address Transformers' computational inefficiency");
  });

  it('in 2016: an abstract in lines', () => {
    const [reading] = read(readFileSync(join(fixtures, 'record.xml')));
    expect(reading).toMatchObject({
      sighting: {
        arxivId: '1606.04259',
        publishedAt: '2016-06-14',
        categories: ['math.AP', 'hep-th', 'math-ph', 'math.DG', 'math.MP', 'nlin.SI'],
        comment:
          'Phd thesis in Fundamental and Applied Physics presented at University "Federico II" (Naples, Italy) on 29th April 2016',
      },
    });
    const { sighting } = reading as { sighting: { abstract: string } };
    expect(sighting.abstract).toMatch(
      /^The thesis is divided into two parts\. In the first part the low-energy limit of/,
    );
  });
});
