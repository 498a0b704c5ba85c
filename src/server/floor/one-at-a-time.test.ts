import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '#test/harness/engines.ts';
import { oneAtATime } from './one-at-a-time.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('those who come together go one after another', async () => {
  const file = join(folder, 'deep/lock');
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all([1, 2, 3, 4].map(() => oneAtATime(file, work)));
  expect(most).toBe(1);
});

test('work that fails leaves no lock, and neither does a process that died', async () => {
  const file = join(folder, 'lock');
  await expect(oneAtATime(file, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
  // Above what a system gives out, so that no process has it.
  writeFileSync(file, '999999999');
  expect(await oneAtATime(file, async () => 'done')).toBe('done');
  writeFileSync(file, '');
  utimesSync(file, 0, 0);
  expect(await oneAtATime(file, async () => 'done')).toBe('done');
});
