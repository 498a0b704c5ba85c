import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doiOf } from './doi.ts';

describe('doiOf', () => {
  it.each([
    '',
    'doi:',
    'DOI: ',
    'info:doi/',
    'https://doi.org/',
    'http://dx.doi.org/',
    'doi.org/',
    'https://www.doi.org/',
  ])('strips %j and lowers the case', (prefix) => {
    expect(doiOf(`${prefix}10.1145/3292500.ABC`)).toBe('10.1145/3292500.abc');
  });

  it('decodes what an address had to escape', () => {
    expect(doiOf('https://doi.org/10.1002/%28SICI%291097-4571')).toBe('10.1002/(sici)1097-4571');
    expect(doiOf('https://doi.org/10.1002/100%')).toBe('10.1002/100%');
  });

  it.each([
    '',
    '10.1145',
    '10.1145/',
    '11.1145/3292500',
    '10.12/x',
    '10.1145/a b',
    'see 10.1145/3292500',
    'https://example.org/10.1145/1',
  ])('refuses %j', (text) => {
    expect(doiOf(text)).toBeUndefined();
  });

  it('leaves the DOIs of preprints to their arXiv id', () => {
    expect(doiOf('10.48550/arXiv.2503.11792')).toBeUndefined();
    expect(doiOf('https://doi.org/10.48550/arxiv.math/0309136')).toBeUndefined();
  });

  it('gives what it gives back unchanged', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((tail) => `10.1145/${tail}`),
        ),
        (text) => {
          const doi = doiOf(text);
          if (doi !== undefined) expect(doiOf(doi)).toBe(doi);
        },
      ),
    );
  });
});
