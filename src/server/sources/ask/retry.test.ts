import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Pace } from '#floor/pace.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { until } from '#test/harness/until.ts';
import { type Answering, redirect, saying, startWeb, status, type Web } from '#test/harness/web.ts';
import type { AskFailure } from './failure.ts';
import { askPatiently, type PatientOptions } from './retry.ts';

const EVERY = 100;
const QUICK: Pace = { timeout: 5_000, attempts: 5, firstWait: 50, longestWait: 3_000 };

let web: Web;
beforeEach(async () => {
  web = await startWeb();
});
afterEach(() => web.close());

const options = (more: Partial<PatientOptions> = {}): PatientOptions => ({
  courtesy: { gate: 'stand-in', everyMs: EVERY },
  holder: 'test',
  version: '0',
  contact: '',
  trusted: [web.origin],
  signal: new AbortController().signal,
  pace: QUICK,
  silenceMs: 300,
  ...more,
});

describeEngines('patience', ({ database }) => {
  const cut: Answering = (response) => response.destroy();
  it('asks again, in the time that courtesy allows, until there is an answer', async () => {
    const { db } = await database();
    web.next = [status(503), cut, status(500), () => {}];
    const { body } = await askPatiently(db, { url: `${web.origin}/` }, options());
    expect(Buffer.from(body).toString()).toBe('all is well');
    expect(web.arrivals).toHaveLength(5);
    expect(web.shortestPause()).toBeGreaterThanOrEqual(EVERY);
    expect(web.mostOpen).toBe(1);
  });

  it('ends after five times', async () => {
    const { db } = await database();
    web.always = status(502);
    await expect(askPatiently(db, { url: `${web.origin}/` }, options())).rejects.toMatchObject({ kind: 'broken' });
    expect(web.arrivals).toHaveLength(5);
  });

  it.each([
    [404, 'gone'],
    [403, 'refused'],
  ])('has none with %i', async (code, kind) => {
    const { db } = await database();
    web.always = status(code);
    await expect(askPatiently(db, { url: `${web.origin}/` }, options())).rejects.toMatchObject({ kind });
    expect(web.arrivals).toHaveLength(1);
  });

  it('waits for what Retry-After says, and so does every other that passes the gate', async () => {
    const { db } = await database();
    web.next = [status(503, { 'retry-after': '1' })];
    const first = askPatiently(db, { url: `${web.origin}/first` }, options());
    await until('the source was asked', () => web.arrivals.length === 1);
    await Promise.all([first, askPatiently(db, { url: `${web.origin}/other` }, options())]);
    expect(web.arrivals).toHaveLength(3);
    expect(web.arrivals[1]!.at - web.arrivals[0]!.at).toBeGreaterThanOrEqual(1_000);
    expect(web.shortestPause()).toBeGreaterThanOrEqual(EVERY);
  });

  it('does not take Retry-After: 0 for an invitation', async () => {
    const { db } = await database();
    web.next = [status(503, { 'retry-after': '0' })];
    await askPatiently(db, { url: `${web.origin}/` }, options({ pace: { ...QUICK, firstWait: 800 } }));
    expect(web.shortestPause()).toBeGreaterThanOrEqual(400);
  });

  it('lets the gate rest where a busy source says nothing', async () => {
    const { db } = await database();
    web.next = [status(429)];
    const pace = { ...QUICK, firstWait: 1_600 };
    const first = askPatiently(db, { url: `${web.origin}/first` }, options({ pace }));
    const rests = () => db.selectFrom('gates').select(['free_at', 'set_at']).executeTakeFirst();
    await until('the gate rests', async () => {
      const row = await rests();
      return row && Date.parse(row.free_at) - Date.parse(row.set_at) > 500;
    });
    await askPatiently(db, { url: `${web.origin}/other` }, options());
    expect(web.arrivals[1]!.at - web.arrivals[0]!.at).toBeGreaterThanOrEqual(700);
    await first;
  });

  it('ends at once where the source wants a longer rest, which stands for all', async () => {
    const { db } = await database();
    web.next = [status(503, { 'retry-after': '3600' })];
    const restOf = (work: Promise<unknown>) =>
      work.then(
        () => undefined,
        (failure: AskFailure) => [failure.kind, failure.restMs],
      );
    expect(await restOf(askPatiently(db, { url: `${web.origin}/` }, options()))).toEqual(['busy', 3_600_000]);
    const [kind, restMs] = (await restOf(askPatiently(db, { url: `${web.origin}/other` }, options())))!;
    expect(kind).toBe('busy');
    expect(restMs).toBeGreaterThan(3_590_000);
    expect(web.arrivals).toHaveLength(1);
  });

  it('keeps the pause over redirects', async () => {
    const { db } = await database();
    web.next = [redirect('/a'), redirect('/b'), saying('x'), saying('y')];
    for (const _ of [1, 2]) await askPatiently(db, { url: `${web.origin}/` }, options());
    expect(web.arrivals).toHaveLength(4);
    expect(web.shortestPause()).toBeGreaterThanOrEqual(EVERY);
  });

  it('is over when the caller ends it', async () => {
    const { db } = await database();
    web.always = status(500);
    const stop = new AbortController();
    const pace = { ...QUICK, firstWait: 60_000, longestWait: 60_000 };
    const work = askPatiently(db, { url: `${web.origin}/` }, options({ pace, signal: stop.signal }));
    await until('the source was asked', () => web.arrivals.length === 1);
    stop.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
  });
});
