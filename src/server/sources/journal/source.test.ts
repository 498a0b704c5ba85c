import { expect, it } from 'vitest';
import { item, rss } from './feeds.fixture.ts';
import { journal } from './source.ts';

it.each([
  ['https://Journal.Example/feed.xml#top', 'https://journal.example/feed.xml'],
  ['http://127.0.0.1:8080/feed', 'http://127.0.0.1:8080/feed'],
  ['journal.example', undefined],
  ['ftp://journal.example/feed', undefined],
  ['file:///etc/passwd', undefined],
  ['https://user:pass@journal.example/', undefined],
  ['https://', undefined],
  [`https://journal.example/${'x'.repeat(500)}`, undefined],
])('%s', (word, expected) => {
  const parsed = journal.choice.parse(word);
  expect('value' in parsed ? parsed.value : undefined).toBe(expected);
});

it('asks each address once, and again after six hours', () => {
  const values = ['https://a.example/feed', 'https://b.example/feed', 'https://a.example/feed'];
  const [stream, ...others] = journal.streams({ values, addresses: {}, key: '' });
  expect(others).toHaveLength(1);
  expect(stream!.schedule).toEqual({ everyMs: 21_600_000 });
  const moment = { now: new Date('2026-11-24T08:00:00Z') };
  const ask = stream!.next(undefined, moment)!;
  expect(ask.url).toBe('https://a.example/feed');
  const page = stream!.parse(Buffer.from(rss(item('a'))), ask, undefined, moment);
  expect(page.readings).toMatchObject([{ sighting: { sourceKey: 'https://a.example/feed paper-a' } }]);
  expect(stream!.next(page.cursor, moment)).toBeUndefined();
});
