import { expect, test } from 'vitest';
import { arxiv } from './source.ts';

const streams = (...values: string[]) =>
  arxiv.streams({ values, addresses: arxiv.addresses, key: '' }).map(({ name }) => name);

test('one stream of announcements, and two of changes for each set', () => {
  expect(streams('cs.LG', 'cs.CL')).toEqual([
    'announced',
    'changes cs:cs:CL',
    'changes cs:cs:LG',
    'versions cs:cs:CL',
    'versions cs:cs:LG',
  ]);
  expect(streams('cs.CL', 'cs', 'hep-th')).toEqual([
    'announced',
    'changes cs',
    'changes physics:hep-th',
    'versions cs',
    'versions physics:hep-th',
  ]);
  expect(streams()).toEqual([]);
});

test('each asks where the setting says', () => {
  const addresses = { rss: 'http://localhost:1', oai: 'http://localhost:2/oai', api: 'http://localhost:3/query' };
  const moment = { now: new Date('2026-11-24T12:00:00Z') };
  const urls = arxiv.streams({ values: ['cs.CL'], addresses, key: '' }).map((one) => one.next(undefined, moment)!.url);
  expect(urls.map((url) => url.split('?')[0])).toEqual([
    'http://localhost:1/atom/cs.CL',
    'http://localhost:2/oai',
    'http://localhost:2/oai',
  ]);
  const asks = arxiv.lookups!({ arxivId: '2503.11792' }, { addresses, key: '' }).map(
    ({ ask }) => ask.url.split('?')[0],
  );
  expect(asks).toEqual(['http://localhost:2/oai', 'http://localhost:3/query']);
});

test('categories and archives can be chosen, in any case; for the rest it says what can', () => {
  expect(['CS.cl', 'hep-th', 'stat'].map(arxiv.choice.parse)).toEqual([
    { value: 'cs.CL' },
    { value: 'hep-th' },
    { value: 'stat' },
  ]);
  expect(arxiv.choice.parse('cs.C')).toEqual({
    allowed:
      'a category or an archive of arXiv, such as cs.CL, math or hep-th; near to it are cs.CC, cs.CE, cs.CG, cs.CL, cs.CR',
  });
  expect(arxiv.choice.parse('zz.ZZ')).toEqual({
    allowed: 'a category or an archive of arXiv, such as cs.CL, math or hep-th',
  });
  for (const word of arxiv.choice.example.split(' ')) expect(arxiv.choice.parse(word)).toEqual({ value: word });
});
