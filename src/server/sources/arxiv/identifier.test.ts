import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARXIV_ID, arxivIdOf } from './identifier.ts';

const two = (n: number) => String(n).padStart(2, '0');
const month = fc.integer({ min: 1, max: 12 }).map(two);
const digits = (count: number) =>
  fc.integer({ min: 0, max: 10 ** count - 1 }).map((n) => String(n).padStart(count, '0'));

const fourDigit = fc
  .tuple(fc.integer({ min: 7, max: 14 }), fc.integer({ min: 1, max: 12 }), digits(4))
  .filter(([year, m]) => year > 7 || m >= 4)
  .map(([year, m, number]) => `${two(year)}${two(m)}.${number}`);
const fiveDigit = fc
  .tuple(fc.integer({ min: 15, max: 99 }).map(two), month, digits(5))
  .map(([year, m, number]) => `${year}${m}.${number}`);
const newStyle = fc.oneof(fourDigit, fiveDigit);
const oldStyle = fc
  .tuple(
    fc.constantFrom('math', 'hep-th', 'cond-mat', 'cs', 'astro-ph', 'quant-ph', 'cmp-lg', 'q-bio'),
    fc.constantFrom('', '.GT', '.AI', '.gt'),
    fc.constantFrom('91', '99', '00', '06'),
    month,
    digits(3),
  )
  .map(([archive, subject, year, m, number]) => ({
    written: `${archive}${subject}/${year}${m}${number}`,
    canonical: `${archive}/${year}${m}${number}`,
  }));
const anyId = fc.oneof(
  newStyle.map((id) => ({ written: id, canonical: id })),
  oldStyle,
);
const version = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 99 }).map((n) => `v${n}`),
);

const NAMES = ['', 'arXiv:', 'arxiv:', 'ARXIV:', 'arXiv: ', 'oai:arXiv.org:', '10.48550/arXiv.', 'doi:10.48550/arxiv.'];
const ADDRESSES = [
  'https://arxiv.org/abs/',
  'http://arxiv.org/abs/',
  'arxiv.org/abs/',
  'https://www.arxiv.org/abs/',
  'https://export.arxiv.org/abs/',
  'https://arxiv.org/pdf/',
  'https://arxiv.org/html/',
  'https://arxiv.org/src/',
  'https://huggingface.co/papers/',
  'hf.co/papers/',
  'https://www.alphaxiv.org/abs/',
  'https://alphaxiv.org/overview/',
  'https://doi.org/10.48550/arXiv.',
  'https://dx.doi.org/10.48550/arxiv.',
];

describe('arxivIdOf', () => {
  it('reads any id in any named spelling', () => {
    fc.assert(
      fc.property(
        anyId,
        version,
        fc.constantFrom(...NAMES),
        fc.constantFrom('', '.pdf'),
        fc.constantFrom('', ' ', '\n'),
        ({ written, canonical }, v, name, suffix, space) => {
          expect(arxivIdOf(`${space}${name}${written}${v}${suffix}${space}`)).toBe(canonical);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('reads any id in any address', () => {
    fc.assert(
      fc.property(
        anyId,
        version,
        fc.constantFrom(...ADDRESSES),
        fc.constantFrom('', '/', '.pdf', '?context=cs.CL', '#S1', '.pdf?download=1#page=3', '.md'),
        ({ written, canonical }, v, address, tail) => {
          expect(arxivIdOf(`${address}${written}${v}${tail}`)).toBe(canonical);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives what it gives back unchanged, and only canonical ids', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          anyId.map(({ written }) => written),
        ),
        (text) => {
          const id = arxivIdOf(text);
          if (id === undefined) return;
          expect(id).toMatch(ARXIV_ID);
          expect(arxivIdOf(id)).toBe(id);
        },
      ),
    );
  });

  it('drops the subject class', () => {
    expect(arxivIdOf('math.GT/0309136')).toBe('math/0309136');
    expect(arxivIdOf('https://arxiv.org/pdf/math.GT/0309136v1.pdf')).toBe('math/0309136');
    expect(arxivIdOf('https://arxiv.org/abs/hep-th%2F9901001')).toBe('hep-th/9901001');
  });

  it.each([
    '',
    '2503',
    '2513.11792',
    '2500.11792',
    '1501.1234',
    '1412.12345',
    '0703.1234',
    '2503.1179',
    '2503.117922',
    '2503.11792v',
    '2503.11792v0',
    '2503.11792?x=1',
    '1234.56789',
    'foo/0309136',
    'math/0313136',
    'math/0704136',
    'math/03091367',
    'math.GTX/0309136',
    'math/0309136/extra',
    'see arXiv:2503.11792',
    'arXiv:2503.11792, Table 2',
    'https://notarxiv.org/abs/2503.11792',
    'https://arxiv.org.example.com/abs/2503.11792',
    'https://arxiv.org/list/2503.11792',
    'https://example.org/?u=https://arxiv.org/abs/2503.11792',
    'ftp://arxiv.org/abs/2503.11792',
    'https://huggingface.co/datasets/2503.11792',
    '10.48551/arXiv.2503.11792',
    '25O3.11792',
    '２５０３.11792',
    `${' '.repeat(600)}2503.11792`,
  ])('refuses %j', (text) => {
    expect(arxivIdOf(text)).toBeUndefined();
  });
});
