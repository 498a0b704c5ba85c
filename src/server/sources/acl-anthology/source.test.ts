import { describe, expect, it } from 'vitest';
import { collection, paper } from './collection.fixture.ts';
import { anthologyId, collectionOf, yearOf } from './name.ts';
import { aclAnthology } from './source.ts';

describe('names', () => {
  it.each([
    ['2026.ACL', '2026.acl'],
    ['p19', 'P19'],
    ['1952.earlymt', '1952.earlymt'],
    ['2026', undefined],
    ['2026.acl/../x', undefined],
    ['acl.2026', undefined],
    ['P2019', undefined],
  ])('%s', (word, expected) => {
    expect(collectionOf(word)).toBe(expected);
    const parsed = aclAnthology.choice.parse(word);
    expect('value' in parsed ? parsed.value : undefined).toBe(expected);
  });

  it.each([
    ['2025.acl', 'long', '1377', '2025.acl-long.1377'],
    ['P19', '1', '2', 'P19-1002'],
    ['W19', '1', '2', 'W19-0102'],
    ['W05', '14', '10', 'W05-1410'],
    ['D19', '1', '400', 'D19-1400'],
    ['D19', '59', '8', 'D19-5908'],
    ['2025.acl', 'a/b', '1', undefined],
    ['P19', 'long', '1', undefined],
  ])('%s, volume %s, paper %s', (name, volume, number, expected) => {
    expect(anthologyId(name, volume, number)).toBe(expected);
  });

  it('say a year', () => {
    expect(['2025.acl', 'P19', 'J89', 'C65'].map(yearOf)).toEqual([2025, 2019, 1989, 1965]);
  });
});

it('has a stream for each collection, once', () => {
  const streams = aclAnthology.streams({
    values: ['2025.acl', 'P19', '2025.acl'],
    addresses: { xml: 'http://127.0.0.1:7/xml' },
    key: '',
  });
  expect(streams.map(({ name }) => name)).toEqual(['2025.acl', 'P19']);
  const moment = { now: new Date('2026-11-24T08:00:00Z') };
  const ask = streams[0]!.next(undefined, moment);
  expect(ask).toEqual({ url: 'http://127.0.0.1:7/xml/2025.acl.xml' });
  const page = streams[0]!.parse(Buffer.from(collection(paper(1))), ask!, undefined, moment);
  expect(page.readings).toHaveLength(1);
  expect(streams[0]!.parse(Buffer.from(collection(paper(1))), ask!, page.cursor, moment).readings).toEqual([]);
});
