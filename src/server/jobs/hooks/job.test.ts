import { createHmac } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import type { Db } from '#db/schema.ts';
import type { HookKind } from '#floor/settings/hooks.ts';
import type { Hook } from '#floor/settings/whole-hooks.ts';
import { bringIndexUpToDate, type SearchIndex } from '#search/index.ts';
import { type Chat, startChat } from '#test/harness/chats.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { HARD_DAY } from '#test/harness/hard-papers.ts';
import { hardSightings } from '#test/harness/hard-sightings.ts';
import { EVERY_KIND, HOOK_SECRET, hookOf } from '#test/harness/hooks.ts';
import { idOf, invented, library } from '#test/harness/library.ts';
import { startWeb } from '#test/harness/web.ts';
import { ensureRows } from '../rows.ts';
import { runJob } from '../run.ts';
import { type Hooking, hookJob } from './job.ts';
import { lastPosts } from './log.ts';

const NOW = new Date('2026-06-18T09:00:00Z');
const HOUR = 3_600_000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR);

async function chatOf(kind: HookKind): Promise<Chat> {
  const chat = await startChat(kind);
  onTestFinished(() => chat.close());
  return chat;
}

/** Runs a hook's job as its clock would, at a time, whether it is due or not. */
async function runHook(
  hooking: Pick<Hooking, 'db' | 'index'>,
  hook: Hook,
  more: Partial<Hooking> & { now?: Date; signal?: AbortSignal } = {},
) {
  const { now = NOW, signal = new AbortController().signal, ...rest } = more;
  const job = hookJob(hook, {
    hooks: [hook],
    origin: 'https://papers.example.org',
    contact: '',
    isPrivate: true,
    ...hooking,
    ...rest,
  });
  await ensureRows(hooking.db, [job], [], now);
  return runJob(hooking.db, job, { holder: 'test', signal, now: () => now, isForced: true });
}

/** Editions of the front page need no index. */
const frontOf = async (db: Db) => ({ db, index: undefined as unknown as SearchIndex });
const deliveries = ({ messages }: Chat) => messages.map(({ headers }) => headers['x-offprint-delivery']);

describeEngines('a hook', ({ database }) => {
  const catalogue = async (...sightings: Parameters<typeof invented>[]) => {
    const { db } = await database();
    await ingest(
      db,
      sightings.map((one) => invented(...one)),
    );
    return frontOf(db);
  };

  it.each(EVERY_KIND)('to %s posts a day of hard papers as the service takes it, once', async (kind) => {
    const { db } = await database();
    await ingest(db, await hardSightings());
    const chat = await chatOf(kind);
    const hook = hookOf(kind, chat.origin, { list: `/papers/date/${HARD_DAY}` });
    const asked = await frontOf(db);
    expect(await runHook(asked, hook)).toMatchObject({ outcome: 'done', done: { counts: { posted: 1, papers: 6 } } });
    expect(await runHook(asked, hook, { now: later(24) })).toMatchObject({ done: { counts: { posted: 0 } } });
    expect(chat.messages.map(({ faults }) => faults)).toEqual([[]]);
    const status = { webhook: 202, discord: 204 }[kind as string] ?? 200;
    expect(await lastPosts(db, hook.name, 9)).toMatchObject([
      { edition: `day ${HARD_DAY}`, state: 'posted', tries: 1, status, error: null, posted_at: NOW.toISOString() },
    ]);
  });

  it('tries again what failed under the same id, each time signed anew, and rests as long as it is told', async () => {
    const asked = await catalogue([1]);
    const chat = await chatOf('webhook');
    const hook = hookOf('webhook', chat.origin);
    chat.next = [
      (response) => response.writeHead(503, { 'retry-after': '7200' }).end(),
      (response) => response.destroy(),
      (response) => response.writeHead(500).end('hunter2'),
    ];
    const rests: number[] = [];
    for (const hours of [0, 3, 6, 9, 12]) {
      const now = later(hours);
      await runHook(asked, hook, { now });
      const row = await asked.db.selectFrom('jobs').selectAll().executeTakeFirstOrThrow();
      rests.push((Date.parse(row.due_at) - now.getTime()) / 60_000);
    }
    expect(rests[0]).toBe(120);
    expect(rests[1]).toBeGreaterThanOrEqual(30);
    expect(rests[2]).toBeGreaterThanOrEqual(60);
    expect(chat.messages).toHaveLength(4);
    expect(new Set(deliveries(chat)).size).toBe(1);
    chat.messages.forEach(({ headers, body }, at) => {
      const t = later(at * 3).getTime() / 1_000;
      const v1 = createHmac('sha256', HOOK_SECRET).update(`${t}.${body}`).digest('hex');
      expect(headers['x-offprint-signature']).toBe(`t=${t},v1=${v1}`);
    });
    expect(await lastPosts(asked.db, hook.name, 9)).toMatchObject([
      { state: 'posted', tries: 4, status: 202, error: null },
    ]);
  });

  it('keeps what failed with its status, and no secret', async () => {
    const asked = await catalogue([1]);
    for (const kind of EVERY_KIND) {
      const chat = await chatOf(kind);
      const hook = hookOf(kind, chat.origin);
      chat.next = [(response) => response.writeHead(404).end('hunter2')];
      const ran = await runHook(asked, hook);
      expect(ran).toMatchObject({ outcome: 'failed' });
      const rows = [await lastPosts(asked.db, hook.name, 9), await asked.db.selectFrom('jobs').selectAll().execute()];
      expect(rows[0]).toMatchObject([
        { state: 'failed', tries: 1, status: 404, error: expect.stringMatching(/answered 404\.$/) },
      ]);
      expect(JSON.stringify(rows)).not.toContain('hunter2');
      expect(JSON.stringify(rows)).not.toContain('T000');
    }
  });

  it('that Telegram answers without taking it has failed', async () => {
    const asked = await catalogue([1]);
    const chat = await chatOf('telegram');
    chat.next = [(response) => response.end('{"ok":false}'), (response) => response.end('hello')];
    for (const tries of [1, 2]) {
      expect(await runHook(asked, hookOf('telegram', chat.origin))).toMatchObject({ outcome: 'failed' });
      expect(await lastPosts(asked.db, 'my-telegram', 9)).toMatchObject([{ state: 'failed', tries }]);
    }
  });

  it('that is stopped before the answer posts once more, and Matrix knows the repeat', async () => {
    const asked = await catalogue([1]);
    const chat = await chatOf('matrix');
    const hook = hookOf('matrix', chat.origin);
    const end = new AbortController();
    chat.next = [() => end.abort(new Error('Asked to end.'))];
    expect(await runHook(asked, hook, { signal: end.signal })).toEqual({ outcome: 'stopped' });
    expect(await lastPosts(asked.db, hook.name, 9)).toMatchObject([{ state: 'sending', tries: 1, posted_at: null }]);
    for (let run = 0; run < 3; run++) await runHook(asked, hook, { now: later(1 + run) });
    expect(chat.messages.map(({ path }) => path)).toEqual([chat.messages[0]!.path, chat.messages[0]!.path]);
    expect(await lastPosts(asked.db, hook.name, 9)).toMatchObject([{ state: 'posted', tries: 2 }]);
  });

  it('posts nothing where there is nothing', async () => {
    const { db } = await database();
    const chat = await chatOf('slack');
    const asked = await frontOf(db);
    for (const list of ['/papers', '/papers/week', '/papers/month', '/papers/trending', '/papers/date/2026-01-01']) {
      const ran = await runHook(asked, hookOf('slack', chat.origin, { list }));
      expect(ran).toMatchObject({ outcome: 'done', done: { counts: { posted: 0 } } });
    }
    expect(chat.messages).toEqual([]);
    expect(await lastPosts(db, 'my-slack', 9)).toEqual([]);
  });

  it('posts a week once it is over, and the next one after it', async () => {
    const asked = await catalogue([1, { listedOn: '2026-06-11' }], [2, { listedOn: '2026-06-18' }]);
    const chat = await chatOf('mattermost');
    const hook = hookOf('mattermost', chat.origin, { list: '/papers/week' });
    for (const hours of [0, 24, 96, 120]) await runHook(asked, hook, { now: later(hours) });
    const posts = await lastPosts(asked.db, hook.name, 9);
    expect(posts.map(({ edition, papers }) => [edition, JSON.parse(papers)])).toEqual([
      ['week 2026-W25', [idOf(2)]],
      ['week 2026-W24', [idOf(1)]],
    ]);
  });

  it('asks no private address unless that is allowed', async () => {
    const asked = await catalogue([1]);
    const canary = await startWeb();
    onTestFinished(() => canary.close());
    const local = `http://localhost:${canary.port}`;
    for (const origin of [
      canary.origin,
      local,
      `http://[::1]:${canary.port}`,
      'http://169.254.169.254',
      'http://10.0.0.1:8065',
    ]) {
      for (const kind of EVERY_KIND) {
        const ran = await runHook(asked, hookOf(kind, origin), { isPrivate: false });
        expect(ran).toMatchObject({ outcome: 'failed', error: { kind: 'unsafe' } });
      }
    }
    expect(canary.connections).toBe(0);
    await runHook(asked, hookOf('slack', local));
    expect(canary.connections).toBe(1);
  });

  it('follows no redirect with what it sends', async () => {
    const asked = await catalogue([1]);
    const [chat, canary] = [await chatOf('slack'), await startWeb()];
    onTestFinished(() => canary.close());
    chat.next = [(response) => response.writeHead(307, { location: `${canary.origin}/x` }).end()];
    expect(await runHook(asked, hookOf('slack', chat.origin))).toMatchObject({
      outcome: 'failed',
      error: { kind: 'unsafe' },
    });
    expect(canary.connections).toBe(0);
  });

  it('waits for its time when it is new', async () => {
    const asked = await catalogue([1]);
    const hook = hookOf('slack', 'https://chat.example', { schedule: { at: '10:30', zone: 'UTC' } });
    await ensureRows(
      asked.db,
      [hookJob(hook, { ...asked, hooks: [hook], origin: '', contact: '', isPrivate: false })],
      [],
      NOW,
    );
    expect(await asked.db.selectFrom('jobs').select('due_at').executeTakeFirst()).toEqual({
      due_at: '2026-06-18T10:30:00.000Z',
    });
  });
});

it('of a search is posted each day what has come since, and no more', async () => {
  const { db, index } = await library([1, 2, 3].map((n) => invented(n, { seenAt: '2026-06-17T12:00:00.000Z' })));
  const chat = await chatOf('webhook');
  const hook = hookOf('webhook', chat.origin, { list: '/papers?q=invented', most: 2 });
  const asked = { db, index };
  await runHook(asked, hook);
  await runHook(asked, hook, { now: later(24) });
  const come = [1, 4, 5].map((n) => invented(n, { seenAt: later(30).toISOString(), comment: 'now with a comment' }));
  await ingest(db, come);
  await bringIndexUpToDate(index, db, { holder: 'test' });
  index.forget();
  await runHook(asked, hook, { now: later(48) });
  await runHook(asked, hook, { now: later(49) });
  const posted = chat.messages.map(({ body }) =>
    JSON.parse(body)
      .entries.map(({ id }: { id: string }) => id)
      .sort(),
  );
  expect(posted[0]).toHaveLength(2);
  expect(JSON.parse(chat.messages[0]!.body).webUrl).toBe('https://papers.example.org/papers?q=invented&order=date');
  expect(posted.slice(1)).toEqual([[idOf(4), idOf(5)]]);
  const posts = await lastPosts(db, hook.name, 9);
  expect(posts.map(({ edition }) => edition)).toEqual(['on 2026-06-20', 'on 2026-06-18']);
});
