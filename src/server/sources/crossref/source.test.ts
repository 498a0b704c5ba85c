import { describe, expect, it, test } from 'vitest';
import { BrokenPage } from '../source.ts';
import { bytes, expectHardy, NO_PAGES, sightingsOf } from '../walk.fixture.ts';
import { wordsOf } from './markup.ts';
import { crossref } from './source.ts';
import { workSighting } from './work.ts';

const moment = { now: new Date('2026-11-24T12:00:00Z') };
const DOI = '10.1038/s41586-026-0001-2';
const [lookup] = crossref.lookups!({ doi: DOI }, { addresses: { api: 'http://api.test' }, key: '' });

const work = (more: object = {}) => ({
  DOI: '10.1038/S41586-026-0001-2',
  type: 'journal-article',
  title: ['Cells in <i>E. coli</i> &amp; others'],
  author: [
    { given: 'Ada', family: 'One', sequence: 'first', affiliation: [{ name: 'Lab A' }, { name: 'Lab B' }] },
    { given: 'Ben', family: 'Two', suffix: 'Jr.', affiliation: [] },
    { name: 'The Consortium' },
  ],
  abstract:
    '<jats:title>Abstract</jats:title><jats:p>We look at H<jats:sub>2</jats:sub>O.</jats:p>\n<jats:p>At 10<jats:sup>5</jats:sup> Pa.</jats:p>',
  'container-title': ['Nature'],
  published: { 'date-parts': [[2026, 3]] },
  'published-online': { 'date-parts': [[2026, 3, 9]] },
  'published-print': { 'date-parts': [[2026, 4, 1]] },
  issued: { 'date-parts': [[2026]] },
  license: [
    { URL: 'https://www.springernature.com/gp/researchers/text-and-data-mining', 'content-version': 'tdm' },
    { URL: 'https://creativecommons.org/licenses/by/4.0', 'content-version': 'vor' },
  ],
  subject: ['Multidisciplinary'],
  relation: {
    'has-preprint': [{ 'id-type': 'doi', id: '10.48550/arXiv.2503.11792', 'asserted-by': 'subject' }],
    'is-supplemented-by': [{ 'id-type': 'uri', id: 'https://github.com/lab/cells' }],
  },
  'is-referenced-by-count': 3,
  ...more,
});
const read = (more?: object) => workSighting(work(more), moment.now);

test('a work is asked for by its DOI, and arXiv’s preprints are not', () => {
  expect(lookup!.ask).toEqual({ url: 'http://api.test/works/10.1038%2Fs41586-026-0001-2' });
  expect(crossref.lookups!({ arxivId: '2503.11792' }, { addresses: {}, key: '' })).toEqual([]);
  expect(crossref.streams({ values: ['on'], addresses: {}, key: '' })).toEqual([]);
});

describe('a work', () => {
  it('becomes a sighting', () => {
    const answer = { status: 'ok', 'message-type': 'work', message: work() };
    expect(sightingsOf(lookup!.parse(bytes(answer), moment))).toEqual([
      {
        source: 'crossref',
        sourceKey: DOI,
        seenAt: '2026-11-24T12:00:00.000Z',
        url: `https://doi.org/${DOI}`,
        arxivId: '2503.11792',
        doi: DOI,
        title: 'Cells in E. coli & others',
        abstract: 'We look at H2O.\n\nAt 10^5 Pa.',
        authors: [
          { name: 'Ada One', affiliation: 'Lab A; Lab B' },
          { name: 'Ben Two Jr.' },
          { name: 'The Consortium' },
        ],
        publishedAt: '2026-03-09',
        journalRef: 'Nature',
        licence: 'https://creativecommons.org/licenses/by/4.0',
        keywords: ['Multidisciplinary'],
        links: [
          { kind: 'other', url: 'https://doi.org/10.48550/arXiv.2503.11792' },
          { kind: 'code', url: 'https://github.com/lab/cells' },
        ],
      },
    ]);
  });

  it.each([
    [[2026]],
    [[2026, 3]],
    [[2026, 2, 30]],
    [[2026, 13, 1]],
    [['2026', '3', '1']],
    [[2026, 3, 1.5]],
    [[null]],
    [[]],
  ])('of %j has no day', (parts) => {
    const dates = { 'published-online': null, 'published-print': undefined, published: undefined };
    expect(read({ ...dates, issued: { 'date-parts': [parts] } })).not.toHaveProperty('publishedAt');
  });

  it('with two preprints at arXiv is none of them', () => {
    const preprints = ['10.48550/arxiv.2503.11792', '10.48550/arxiv.2503.11793'].map((id) => ({
      'id-type': 'doi',
      id,
    }));
    expect(read({ relation: { 'has-preprint': preprints } })).not.toHaveProperty('arxivId');
    expect(read({ relation: { 'is-preprint-of': [preprints[0]] } })).not.toHaveProperty('arxivId');
  });

  it.each([
    [{ DOI: undefined }, 'The field “DOI” is “”, which is no DOI.'],
    [{ title: [] }, 'The field “title” is missing or empty.'],
    [{ title: ['<i> </i>'] }, 'The field “title” is missing or empty.'],
    [{ title: 'Cells' }, 'The field “title” must be a list, not text.'],
    [{ author: ['Ada'] }, 'The field “author” must be a list of objects, but holds text.'],
    [{ abstract: 'x'.repeat(600_000) }, 'A text is 600000 characters long.'],
  ])('is rejected for %j', (more, reason) => {
    expect(() => read(more)).toThrow(reason);
  });
});

test.each([
  ['no markup, 1 < 2', 'no markup, 1 < 2'],
  ['AT&T and <b>bold</b>', 'AT&T and bold'],
  ['<p>One<p>Two', '\n\nOne\n\nTwo'],
  ['a < b and b > c', 'a < b and b > c'],
  ['x&nbsp;y &lt;z&gt; &amp;lt;', 'x y <z> &lt;'],
  ['<jats:sup>®</jats:sup>', '®'],
  ['CO<sup>2-</sup>', 'CO^2-'],
  ['<script>alert(1)</script>', 'alert(1)'],
  ['<!DOCTYPE r [<!ENTITY a "ha">]>&a;', '<!DOCTYPE r []>&a;'],
  [
    '<jats:inline-formula><jats:alternatives><mml:math><mml:mi>x</mml:mi></mml:math><jats:tex-math>\\documentclass{x}\\begin{document}$$x^2$$\\end{document}</jats:tex-math></jats:alternatives></jats:inline-formula>',
    '$x^2$',
  ],
])('of %j the words are left', (markup, words) => {
  expect(wordsOf(markup)).toBe(words);
});

test('markup that never ends is read soon', () => {
  const start = performance.now();
  for (const piece of ['<', '<a', '<a ', '&', '<p>', '<!--', '</', '<![CDATA[']) wordsOf(piece.repeat(100_000));
  expect(performance.now() - start).toBeLessThan(5_000);
});

test('a work that Crossref does not have is no failure, and no reading', () => {
  expect(lookup!.parse(Buffer.from('Resource not found.'), moment)).toEqual([]);
});

test.each(NO_PAGES)('%s is no answer', (_, page) => {
  expect(() => lookup!.parse(Buffer.from(page), moment)).toThrow(BrokenPage);
});

test('what failed is told', () => {
  const failed = { status: 'failed', 'message-type': 'validation-failure', message: [{ message: 'No such thing' }] };
  expect(() => lookup!.parse(bytes(failed), moment)).toThrow('The source answered: “No such thing”');
});

test('whatever stands in a field, it is read or told', () => {
  expectHardy({ status: 'ok', message: work() }, (body) => lookup!.parse(body, moment));
});
