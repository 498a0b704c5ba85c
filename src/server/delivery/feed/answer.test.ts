import { expect, test } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { feedFaults } from '#test/harness/feed-rules.ts';
import { freshIndex, idOf, invented, library } from '#test/harness/library.ts';
import { feedAnswer } from './answer.ts';
import { FORMS, type Form } from './form.ts';

const ORIGIN = 'https://papers.example.org';
const EVERY_FORM = Object.keys(FORMS) as Form[];

type Asked = Pick<Awaited<ReturnType<typeof library>>, 'db' | 'index'>;
const ask = (asked: Asked, path: string, form: Form) => {
  const url = new URL(path.replace('FORM', form), 'http://localhost:3000');
  return feedAnswer({ ...asked, origin: ORIGIN }, url, form);
};

test('a list that cannot be is refused in the feed’s own kind, with what to do', async () => {
  const books = await library([invented(1)]);
  for (const form of EVERY_FORM) {
    for (const [path, status, words] of [
      ['/papers/date/2026-02-30/feed.FORM', 400, 'is not a day'],
      ['/papers/like/no-such-paper/feed.FORM', 404, 'No paper here has this id'],
      ['/papers/like/feed.FORM', 404, 'No paper is named'],
      [`/papers/${idOf(1)}/feed.FORM`, 404, 'no list of papers'],
      [`/papers/feed.FORM?q=${'x'.repeat(2_001)}`, 400, '2,001 characters'],
    ] as const) {
      const answer = await ask(books, path, form);
      const text = await answer.text();
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        status,
        `${FORMS[form].type}; charset=utf-8`,
      ]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(text).toContain(words);
      expect(feedFaults(form, text)).toEqual([]);
    }
  }
});

test('a search waits for its index, and says how long; what comes of the catalogue alone does not', async () => {
  const { db } = await library([invented(1)]);
  const index = await freshIndex();
  const answer = await ask({ db, index }, '/papers/feed.FORM?q=invented', 'rss');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
  expect(feedFaults('rss', await answer.text())).toEqual([]);
  expect((await ask({ db, index }, '/papers/feed.FORM', 'rss')).status).toBe(200);
});

test('papers like one that goes by another id now are at that id', async () => {
  const { arxivId, ...nameless } = invented(1, { title: 'A paper that nobody has named by a number yet', source: 'a' });
  const books = await library([nameless]);
  const { id } = await books.db.selectFrom('papers').select('id').executeTakeFirstOrThrow();
  await ingest(books.db, [invented(1, { title: nameless.title })]);
  const answer = await ask(books, `/papers/like/${id}/feed.FORM?order=nearness`, 'json');
  expect([answer.status, answer.headers.get('location')]).toEqual([
    308,
    `/papers/like/${arxivId}/feed.json?order=nearness`,
  ]);
});
