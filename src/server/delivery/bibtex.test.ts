import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper } from '#catalogue/paper.ts';
import { bibtexOf } from './bibtex.ts';

const PAPER: Paper = {
  id: '2503.11792',
  arxivId: '2503.11792',
  title: 'A $O(n^2)$ bound for 10\\% of G\\"odel & sons_',
  authors: [{ name: 'Åsa Öberg' }, { name: 'B. Tables' }],
  publishedAt: '2025-03-14T12:00:00.000Z',
  categories: ['cs.LG', 'math.CO'],
  links: [],
  keywords: [],
  versions: [],
  revision: 1,
};

/** The fields of one entry, read as BibTeX reads them: a value ends where its braces pair. */
function read(entry: string): { type: string; key: string; fields: Record<string, string> } {
  const head = /^@(\w+)\{([^,{}\s]+),/.exec(entry);
  if (!head) throw new Error(`no entry: ${entry}`);
  const fields: Record<string, string> = {};
  let at = head[0].length;
  for (;;) {
    const name = /^\s*(\w+) = \{/.exec(entry.slice(at));
    if (!name) break;
    at += name[0].length;
    const start = at;
    for (let depth = 1; depth > 0; at++) {
      if (at >= entry.length) throw new Error('a field that does not end');
      if (entry[at] === '\\') at++;
      else if (entry[at] === '{') depth++;
      else if (entry[at] === '}') depth--;
    }
    fields[name[1]!] = entry.slice(start, at - 1);
    if (entry[at] === ',') at++;
  }
  expect(entry.slice(at)).toBe('\n}\n');
  return { type: head[1]!, key: head[2]!, fields };
}

describe('bibtexOf', () => {
  it('keeps formulas, escapes the rest, and names the eprint', () => {
    const { type, key, fields } = read(bibtexOf(PAPER));
    expect({ type, key }).toEqual({ type: 'misc', key: 'oberg2025bound' });
    expect(fields).toEqual({
      title: '{A $O(n^2)$ bound for 10\\% of Gödel \\& sons\\_}',
      author: 'Åsa Öberg and B. Tables',
      year: '2025',
      eprint: '2503.11792',
      archivePrefix: 'arXiv',
      primaryClass: 'cs.LG',
      url: 'https://arxiv.org/abs/2503.11792',
    });
  });

  it('is an article where a journal printed it', () => {
    const { type, fields } = read(bibtexOf({ ...PAPER, journalRef: 'J. Ex. 12', doi: '10.1145/3292500' }));
    expect(type).toBe('article');
    expect(fields).toMatchObject({ journal: 'J. Ex. 12', doi: '10.1145/3292500' });
  });

  it('invents no authors where they are only counted', () => {
    expect(bibtexOf({ ...PAPER, authors: [], authorCount: 6 })).not.toContain('author');
  });

  it('is one entry whatever the paper says', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('}', '{', '$x$', '$}$', '$\\}$', '\\', '@misc{x,', '\n}\n', '%', '", year = {1999}'),
    );
    const text = fc.array(hostile, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, text, (title, name, journalRef) => {
        const entry = read(bibtexOf({ ...PAPER, title, authors: [{ name }], journalRef, doi: `10.1/${name}` }));
        expect(entry.fields.year).toBe('2025');
      }),
    );
  });
});
