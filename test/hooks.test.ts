import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { startChat } from './harness/chats.ts';
import { offprint } from './harness/child.ts';
import { temporaryFolder } from './harness/engines.ts';

const HOOKS = 'team=slack:/papers@09:00/Europe/Berlin,days=mon-fri';

async function place() {
  const dataDir = temporaryFolder();
  const chat = await startChat('slack');
  onTestFinished(async () => {
    await chat.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const env = { OFFPRINT_HOOKS: HOOKS, OFFPRINT_HOOKS_SECRETS: `team.url=${chat.origin}/services/hunter2` };
  const run = (args: string[], more: object = {}) => offprint({ dataDir, databaseUrl: '' }, args, { ...env, ...more });
  return { chat, run };
}

test('hooks shows them, and sends a test message where private addresses are allowed', async () => {
  const { chat, run } = await place();
  expect(await run(['hooks'])).toMatchObject({
    code: 0,
    stdout: 'team  slack  /papers  at 09:00 in Berlin, Mon Tue Wed Thu Fri, at most 10\n    nothing posted yet\n',
  });
  const refused = await run(['hooks', 'test', 'team']);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/was not asked: it is not a public address\. OFFPRINT_HOOKS_PRIVATE=on allows/);
  expect(refused.stderr).not.toContain('hunter2');
  expect(chat.messages).toEqual([]);
  const sent = await run(['hooks', 'test', 'team'], { OFFPRINT_HOOKS_PRIVATE: 'on' });
  expect(sent).toMatchObject({ code: 0, stdout: 'team answered 200: the test message is there.\n' });
  expect(chat.messages).toMatchObject([{ path: '/services/hunter2', faults: [] }]);
  expect(await run(['hooks', 'test', 'other'])).toMatchObject({ code: 1, stderr: expect.stringContaining('no hook') });
});

test('a hook of no list, and secrets that fit no hook, stop the start; config tells of them', async () => {
  const { run } = await place();
  const noList = { OFFPRINT_HOOKS: 'team=slack:/papers/nothing@09:00/UTC' };
  const noHook = { OFFPRINT_HOOKS: '' };
  for (const [more, words] of [
    [noList, 'OFFPRINT_HOOKS cannot be “/papers/nothing” for team: no list is there.'],
    [noHook, 'OFFPRINT_HOOKS_SECRETS does not fit OFFPRINT_HOOKS: no hook is called team.'],
  ] as const) {
    for (const command of ['work', 'config']) {
      const ran = await run([command], more);
      expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining(words) });
      expect(ran.stdout + ran.stderr).not.toContain('hunter2');
    }
  }
});
