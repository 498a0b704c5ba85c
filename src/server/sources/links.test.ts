import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctLinks, linksIn, linkTo } from './links.ts';

const urls = (text: string) => linksIn(text).map((link) => link.url);

describe('linksIn', () => {
  it.each([
    ['See https://github.com/a/b.', ['https://github.com/a/b']],
    ['(code: https://github.com/a/b.)', ['https://github.com/a/b']],
    ['magenta{https://github.com/a/b}.', ['https://github.com/a/b']],
    ['\\url{https://github.com/a\\_b/c}', ['https://github.com/a_b/c']],
    ['https://a.github.io/x_(y)/, and', ['https://a.github.io/x_(y)/']],
    ['https://github.com/a/b.https://github.com/c/d.', ['https://github.com/a/b', 'https://github.com/c/d']],
    ['https://github.com/a/b.git.', ['https://github.com/a/b']],
    ['“https://example.org/a”，然后', ['https://example.org/a']],
    [
      'https://web.archive.org/web/2020/https://example.org/',
      ['https://web.archive.org/web/2020/https://example.org/'],
    ],
    ['https://example.org/?u=https://example.com/', ['https://example.org/?u=https://example.com/']],
    ['http://localhost/x https://user:pass@example.org/ ftp://example.org/ https://', []],
  ])('%s', (text, expected) => {
    expect(urls(text)).toEqual(expected);
  });

  it('gives addresses that parse, in time that grows with the text alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('https://', 'a.b', '/', ')', '(', '.', ' ', 'http:', '\\_', '=')),
        (parts) => {
          for (const url of urls(parts.join(''))) expect(URL.canParse(url)).toBe(true);
        },
      ),
    );
    expect(linksIn(`https://a.b/${'('.repeat(20_000)}${')'.repeat(25_000)}`)).toEqual([]);
  });
});

it.each([
  ['https://github.com/a/b', 'code'],
  ['https://gitlab.example.org/a/b', 'code'],
  ['https://codeberg.org/a/b', 'code'],
  ['https://huggingface.co/org/model', 'code'],
  ['https://huggingface.co/datasets/org/set', 'other'],
  ['https://huggingface.co/spaces/org/demo', 'project'],
  ['https://name.github.io/paper/', 'project'],
  ['https://example.org/paper.pdf', 'pdf'],
  ['https://arxiv.org/abs/2503.11792', 'other'],
  ['https://youtu.be/x', 'other'],
])('%s is %s', (url, kind) => {
  expect(linkTo(url)).toEqual({ kind, url });
});

it.each([
  'javascript:alert(1)',
  'https://a b.org',
  'https://example.org/"onclick',
  'github.com/a/b',
  '',
  `https://a.b/${'x'.repeat(2000)}`,
])('refuses %j', (text) => expect(linkTo(text)).toBeUndefined());

it('knows one page by its spellings, keeps the first, and no more than 200', () => {
  const links = ['https://github.com/A/B', 'http://www.github.com/a/b/', 'https://x.org/A', 'https://x.org/a'];
  expect(distinctLinks(links.map((url) => linkTo(url)))?.map((link) => link.url)).toEqual([
    links[0],
    links[2],
    links[3],
  ]);
  expect(distinctLinks(Array.from({ length: 300 }, (_, n) => linkTo(`https://x.org/${n}`)))).toHaveLength(200);
  expect(distinctLinks([])).toBeUndefined();
});
