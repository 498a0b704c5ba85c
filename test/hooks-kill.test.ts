import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { lastPosts } from '#jobs/hooks/log.ts';
import { startChat } from './harness/chats.ts';
import { ended, environmentOf, startNode } from './harness/child.ts';
import { describeEngines } from './harness/engines.ts';
import { invented } from './harness/library.ts';
import { note } from './harness/notes.ts';
import { freshSeed, randomFrom } from './harness/random.ts';

const DAYS = 3;

describeEngines('a hook whose process is killed', ({ engine, place, database }) => {
  it('posts an edition at most once more for each kill between answer and commit, under one id', async () => {
    const chat = await startChat('webhook');
    onTestFinished(() => chat.close());
    const at = await place();
    const { db } = await database(at);
    const seed = freshSeed();
    const random = randomFrom(seed);
    const run = (kill?: { afterMs: number; answered: boolean }) => {
      const child = startNode(['test/harness/killed-hook.ts', chat.origin], { env: environmentOf(at) });
      if (kill) {
        chat.next = [
          async (response) => {
            if (kill.answered) response.writeHead(202).end();
            await sleep(kill.afterMs);
            child.kill('SIGKILL');
          },
        ];
      }
      return ended(child);
    };
    let again = 0;
    for (let day = 1; day <= DAYS; day++) {
      await ingest(db, [invented(day, { listedOn: `2026-06-${String(day).padStart(2, '0')}` })]);
      const before = chat.messages.length;
      // At most some milliseconds after the answer: the commit comes before the kill, or does not.
      await run({ afterMs: random() * 40, answered: day % 3 !== 0 });
      const [afterKill] = await lastPosts(db, 'my-webhook', 1);
      // A dead run's hold is let go as if its time had gone by.
      await db
        .updateTable('jobs')
        .set({ held_until: new Date(0).toISOString() })
        .execute();
      expect(await run()).toMatchObject({ code: 0, stderr: '' });
      expect(await run()).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing new') });
      const messages = chat.messages.slice(before);
      expect(messages).toHaveLength(afterKill?.state === 'posted' ? 1 : 2);
      expect(new Set(messages.map(({ headers }) => headers['x-offprint-delivery'])).size).toBe(1);
      again += messages.length - 1;
    }
    // Every third is killed before it is answered.
    expect(again).toBeGreaterThanOrEqual(Math.floor(DAYS / 3));
    const posts = await lastPosts(db, 'my-webhook', 99);
    expect(posts.map(({ state }) => state)).toEqual(Array(DAYS).fill('posted'));
    expect(chat.messages.flatMap(({ faults }) => faults)).toEqual([]);
    note(`hooks killed: ${engine}, ${DAYS} kills (seed ${seed}), ${again} editions posted a second time`);
  }, 300_000);
});
