import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openDatabase } from '#db/open.ts';
import { environmentOf, startNode } from './harness/child.ts';
import { temporaryFolder } from './harness/engines.ts';
import { digestsFor } from './harness/ledger.ts';
import { type Fault, mailServer } from './harness/mail-server.ts';
import { note } from './harness/notes.ts';
import { freshSeed, randomFrom } from './harness/random.ts';

/** A kill costs half a second of one core, most of it to load the next sender: TEST_MAIL_KILLS=200 takes minutes. */
const KILLS = Number(process.env.TEST_MAIL_KILLS ?? 20);
const MAILS = KILLS * 25;
/** Senders beside each other, and those that wait for their turn: to load one takes longer than its life. */
const AT_WORK = 2;
const SPARE = 2;
/** Connections of one sender: as many mails may be under way when it is killed. */
const LANES = 4;
const ODD: Fault[] = ['rcpt 4xx', 'rcpt 5xx', 'data 4xx', 'data 5xx', 'cut before data', 'cut after data', 'stall'];
/** Every 25th mailbox is an odd one. */
const faultOf = (n: number): Fault => (n % 25 === 0 ? ODD[(n / 25) % ODD.length]! : 'none');

it(`of ${MAILS} digests whose senders are killed ${KILLS} times none goes twice and none is skipped silently`, async () => {
  const dataDir = temporaryFolder();
  const place = { dataDir, databaseUrl: '' };
  const { db, close } = await openDatabase(place);
  const seen = new Set<string>();
  const server = await mailServer((to) => {
    const fault = faultOf(Number(/\d+/.exec(to)![0]));
    const isFirst = !seen.has(to);
    seen.add(to);
    return isFirst || fault.includes('5xx') ? fault : 'none';
  });
  const addresses = Array.from({ length: MAILS }, (_, n) => `reader${n}@example.org`);
  await digestsFor(db, addresses, new Date());

  const seed = freshSeed();
  const random = randomFrom(seed);
  const spawn = () => {
    const args = ['test/harness/killed-sending.ts', server.url];
    const child = startNode(args, { env: environmentOf(place), stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin!.on('error', () => undefined);
    const ready = once(child.stdout!, 'data');
    const ended = once(child, 'exit');
    return { child, ready, ended };
  };
  const spares = Array.from({ length: SPARE }, spawn);
  const atWork: ReturnType<typeof spawn>[] = [];
  const setToWork = async () => {
    const next = spares.shift()!;
    spares.push(spawn());
    await next.ready;
    next.child.stdin!.write('go\n');
    atWork.push(next);
  };
  /** Its claims are let go as if their time had gone by, and so are the rests of what is tried again. */
  const letGo = async (child?: ChildProcess) => {
    const long = new Date(0).toISOString();
    if (child) {
      const held = db.updateTable('mails').set({ held_until: long }).where('holder', '=', `sender ${child.pid}`);
      await held.where('state', 'in', ['pending', 'sending']).execute();
    }
    await db.updateTable('mails').set({ due_at: long }).where('state', '=', 'pending').where('tries', '>', 0).execute();
  };
  while (atWork.length < AT_WORK) await setToWork();
  const began = performance.now();
  let kills = 0;
  let leftBehind = 0;
  while (kills < KILLS) {
    const target = ((kills + random()) * MAILS * 0.9) / KILLS;
    while (server.delivered.length < target) await sleep(1);
    await sleep(random() * 4);
    const [victim] = atWork.splice(Math.floor(random() * atWork.length), 1);
    expect(victim!.child.kill('SIGKILL')).toBe(true);
    kills++;
    await victim!.ended;
    // What it leaves is unknown to everybody: no more than it had connections.
    const left = db.selectFrom('mails').select(({ fn }) => fn.countAll().as('count'));
    const { count } = await left
      .where('holder', '=', `sender ${victim!.child.pid}`)
      .where('state', '=', 'sending')
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBeLessThanOrEqual(LANES);
    leftBehind += Number(count);
    await letGo(victim!.child);
    await setToWork();
  }
  while (atWork.some(({ child }) => child.exitCode === null)) {
    await letGo();
    await sleep(50);
  }
  const took = performance.now() - began;
  for (const { child, ended } of spares) {
    child.kill('SIGKILL');
    await ended;
  }

  const rows = await db
    .selectFrom('mails as m')
    .innerJoin('subscribers as s', 's.id', 'm.subscriber')
    .select(['s.address', 'm.state', 'm.error'])
    .execute();
  const arrived = new Set(server.delivered.map(({ to }) => to));
  const inState = (state: string) => rows.filter((row) => row.state === state);
  const cuts = addresses.filter((_, n) => faultOf(n) === 'cut after data').length;
  expect(rows.length).toBe(MAILS);
  expect(server.delivered.length, 'no mail twice').toBe(arrived.size);
  expect(inState('sent').filter(({ address }) => !arrived.has(address))).toEqual([]);
  expect(rows.filter(({ state }) => !['sent', 'bounced', 'unknown'].includes(state))).toEqual([]);
  expect(rows.filter(({ state, error }) => state !== 'sent' && !error)).toEqual([]);
  // A sender that is killed between a server's refusal and its own note leaves a row of which nobody knows.
  const refused = addresses.filter((_, n) => faultOf(n).includes('5xx')).length;
  expect(inState('bounced').length).toBeLessThanOrEqual(refused);
  expect(inState('bounced').length).toBeGreaterThanOrEqual(refused - inState('unknown').length);
  expect(inState('unknown').length).toBeLessThanOrEqual(leftBehind + cuts);
  note(
    `${MAILS} digests, their senders killed ${kills} times in ${(took / 1000).toFixed(0)} s: ${inState('sent').length} sent, ${inState('bounced').length} bounced, ${inState('unknown').length} unknown, of which the server cut ${cuts}; none twice; TEST_SEED=${seed}`,
  );
  await server.close();
  await close();
  rmSync(dataDir, { recursive: true, force: true });
}, 300_000);
