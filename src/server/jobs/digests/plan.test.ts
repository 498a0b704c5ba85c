import { expect, test } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import type { UnsignedDigest } from '#delivery/digest/for-subscriber.ts';
import { findEdition } from '#delivery/digest/sent-edition.ts';
import { changeWishes, confirm, subscribe } from '#delivery/digest/subscriptions.ts';
import { ORIGIN } from '#test/harness/ledger.ts';
import { idOf, invented, library } from '#test/harness/library.ts';
import type { Work } from '../job.ts';
import { settle } from './ledger.ts';
import { planDigests } from './plan.ts';

type Library = Awaited<ReturnType<typeof library>>;
const WISHES = { every: 'daily', hour: 8, zone: 'Europe/Berlin', most: 3 } as const;

const workAt = (at: string): Work => ({
  signal: new AbortController().signal,
  now: () => new Date(at),
  progress: () => undefined,
  fence: async () => undefined,
  say: () => undefined,
});
const plan = ({ db, index }: Library, at: string) => planDigests({ db, index, origin: ORIGIN }, workAt(at));

async function confirmed({ db }: Library, address: string, list: string): Promise<number> {
  const now = new Date('2026-06-18T12:00:00Z');
  await subscribe(db, { address, list, wishes: WISHES }, now);
  const mail = await db.selectFrom('mails').select('content').orderBy('id', 'desc').executeTakeFirstOrThrow();
  return (await confirm(db, /\?t=([\w-]+)/.exec(mail.content!)![1]!, now)).id;
}

async function planned({ db }: Library) {
  const rows = await db.selectFrom('mails').selectAll().where('kind', '=', 'digest').orderBy('id').execute();
  return rows.map((row) => {
    const { entries, more } = JSON.parse(row.content ?? '{}') as UnsignedDigest;
    return { row, ids: entries?.map(({ url }) => url.slice(url.lastIndexOf('/') + 1)), more };
  });
}

test('each gets what is new in its list, at its hour, no paper twice, and no mail where nothing is new', async () => {
  const papers = await library([1, 2, 3, 4].map((n) => invented(n)));
  await confirmed(papers, 'ada@example.org', '/papers');
  expect(await plan(papers, '2026-06-19T05:59:59Z')).toMatchObject({ due: 0, planned: 0 });
  expect(await plan(papers, '2026-06-19T06:00:00Z')).toMatchObject({ due: 1, planned: 1 });
  expect(await plan(papers, '2026-06-19T06:01:00Z')).toMatchObject({ due: 0, planned: 0 });
  const [first] = await planned(papers);
  expect([first!.ids!.length, first!.more, first!.row.edition]).toEqual([3, 1, '2026-06-19']);
  expect(await plan(papers, '2026-06-20T06:00:00Z')).toMatchObject({ due: 1, planned: 1 });
  const second = (await planned(papers))[1]!;
  expect([...first!.ids!, ...second.ids!].sort()).toEqual([1, 2, 3, 4].map(idOf));
  expect(await plan(papers, '2026-06-21T06:00:00Z')).toMatchObject({ due: 1, planned: 0 });
  await ingest(papers.db, [invented(5)]);
  expect(await plan(papers, '2026-06-22T06:00:00Z')).toMatchObject({ due: 1, planned: 1 });
  expect((await planned(papers))[2]!.ids).toEqual([idOf(5)]);
});

test('who gets the same links to the same page of it, who gets the rest to another, and neither says who', async () => {
  const papers = await library([1, 2, 3, 4].map((n) => invented(n)));
  for (const address of ['ada@example.org', 'bo@example.net']) await confirmed(papers, address, '/papers');
  expect(await plan(papers, '2026-06-19T06:00:00Z')).toMatchObject({ planned: 2 });
  expect(await plan(papers, '2026-06-20T06:00:00Z')).toMatchObject({ planned: 2 });
  const mails = await planned(papers);
  const links = mails.map(({ row }) => (JSON.parse(row.content!) as UnsignedDigest).editionUrl!);
  expect(links.map((link) => links.indexOf(link))).toEqual([0, 0, 2, 2]);
  for (const [at, link] of links.entries()) {
    const [, day, seal] = /^https:\/\/papers\.example\.org\/papers\/digest\/([\d-]{10})\/([\w-]{43})$/.exec(link)!;
    const edition = await findEdition(papers.db, day!, seal!);
    expect(edition).toMatchObject({ day: mails[at]!.row.edition, name: 'Front page', list: '/papers/date/2026-06-18' });
    expect(edition!.papers.map(({ id }) => id)).toEqual(mails[at]!.ids);
  }
  const rows = JSON.stringify(await papers.db.selectFrom('sent_editions').selectAll().execute());
  expect(rows).not.toMatch(/@|\bada\b|\bbo\b/i);
});

test('a search comes by mail as well', async () => {
  const papers = await library([invented(1), invented(2, { title: 'Diffusion of heat in a narrow rod' })]);
  await confirmed(papers, 'ada@example.org', '/papers?q=title%3Adiffusion');
  expect(await plan(papers, '2026-06-19T06:00:00Z')).toMatchObject({ planned: 1, troubles: new Map() });
  expect((await planned(papers))[0]!.ids).toEqual([idOf(2)]);
});

test('a pause sends nothing before its day; a mail that failed for good gives its papers back', async () => {
  const papers = await library([invented(1)]);
  const { db } = papers;
  const id = await confirmed(papers, 'ada@example.org', '/papers');
  await changeWishes(db, id, WISHES, '2026-06-21', new Date('2026-06-18T12:00:00Z'));
  expect(await plan(papers, '2026-06-20T06:00:00Z')).toMatchObject({ due: 1, planned: 0 });
  expect(await plan(papers, '2026-06-21T06:00:00Z')).toMatchObject({ due: 1, planned: 1 });
  const { row } = (await planned(papers))[0]!;
  const mail = { ...row, address: 'ada@example.org', list: '/papers' };
  await settle(db, mail, { state: 'failed', error: 'Refused.' }, new Date('2026-06-21T06:01:00Z'));
  expect(await plan(papers, '2026-06-22T06:00:00Z')).toMatchObject({ due: 1, planned: 1 });
  expect((await planned(papers))[1]!.ids).toEqual([idOf(1)]);
});
