import { randomUUID } from 'node:crypto';
import type { Db } from '#db/schema.ts';
import { invalid, notFound } from '#floor/failure.ts';
import { scheduleWords } from '#floor/schedule.ts';
import type { Hook } from '#floor/settings/whole-hooks.ts';
import { type HookPostRow, lastPosts } from '#jobs/hooks/log.ts';
import { sendTest } from '#jobs/hooks/send.ts';
import { AskFailure } from '#sources/ask/failure.ts';
import type { Offprint } from '../../server/offprint.ts';
import { type Command, io, withOffprint } from '../command.ts';

const SHOWN = 3;

function postLine({ edition, state, tries, status, error, tried_at, posted_at }: HookPostRow): string {
  const words = { posted: 'posted', failed: 'failed', sending: 'sent, and nobody knows whether it arrived' }[state];
  const count = tries === 1 ? '1 try' : `${tries} tries`;
  const answer = error ?? (status === null ? '' : `answered ${status}`);
  return `    ${edition}  ${words} ${posted_at ?? tried_at}, ${[count, answer].filter(Boolean).join(': ')}`;
}

async function hookLines(db: Db, { name, target, list, schedule, most }: Hook): Promise<string> {
  const posts = await lastPosts(db, name, SHOWN);
  const head = `${name}  ${target.kind}  ${list}  ${scheduleWords(schedule)}, at most ${most}`;
  return [head, ...(posts.length > 0 ? posts.map(postLine) : ['    nothing posted yet'])].join('\n');
}

async function test({ hooking }: Offprint, name: string): Promise<number> {
  const hook = hooking.hooks.find((one) => one.name === name);
  if (!hook) throw notFound(`There is no hook “${name.slice(0, 80)}”.`, '“offprint hooks” shows their names.');
  const sending = { ...hooking, signal: AbortSignal.timeout(120_000), now: () => new Date() };
  try {
    const status = await sendTest(hook, hooking.origin, randomUUID().replaceAll('-', ''), sending);
    io.out(`${name} answered ${status}: the test message is there.`);
    return 0;
  } catch (error) {
    if (!(error instanceof AskFailure)) throw error;
    const next =
      error.kind === 'unsafe' && !hooking.isPrivate ? ' OFFPRINT_HOOKS_PRIVATE=on allows private addresses.' : '';
    io.err(`${name}: ${error.message}${next}`);
    return 1;
  }
}

export const hooksCommand: Command = {
  name: 'hooks',
  usage: 'hooks [test NAME]',
  help: 'Show what is posted to chats and programs, with the last posts; or send a test message now.',
  async run(args) {
    const [verb, name, ...more] = args;
    if (verb !== undefined && (verb !== 'test' || name === undefined || more.length > 0))
      throw invalid(
        `“offprint hooks ${args.join(' ')}” says nothing.`,
        'Write: offprint hooks, or offprint hooks test NAME.',
      );
    return withOffprint(async (offprint) => {
      if (name !== undefined) return test(offprint, name);
      const { db, hooking } = offprint;
      if (hooking.hooks.length === 0) io.out('There are no hooks. OFFPRINT_HOOKS names them; docs/chat.md shows how.');
      for (const hook of hooking.hooks) io.out(await hookLines(db, hook));
      return 0;
    });
  },
};
