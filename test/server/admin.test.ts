import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '#db/open.ts';
import { offprint } from '../harness/child.ts';
import { describeEngines } from '../harness/engines.ts';
import { type RunningServer, startServer } from '../harness/server.ts';
import { until } from '../harness/until.ts';

describeEngines('the administrator’s pages', ({ place }) => {
  let at: Awaited<ReturnType<typeof place>>;
  let server: RunningServer;
  beforeAll(async () => {
    at = await place();
    server = await startServer(at);
  });
  afterAll(() => server.stop());

  const get = (path: string, cookie = '') => fetch(server.url + path, { headers: { cookie }, redirect: 'manual' });
  const post = (path: string, fields: Record<string, string>, cookie = '', origin = server.url) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { cookie, origin, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
  const link = async () => (await offprint(at, ['admin'], { PORT: new URL(server.url).port })).stdout.trim();
  const signedIn = async () => {
    const key = new URL(await link()).searchParams.get('key')!;
    const answer = await post('/admin/sign-in', { key, to: '/admin/jobs' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/jobs']);
    const cookie = answer.headers.get('set-cookie')!;
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    return cookie.split(';')[0]!;
  };

  it('lead a stranger to where the key is asked for, and let nobody in without it', async () => {
    const answer = await get('/admin/jobs');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/sign-in?to=%2Fadmin%2Fjobs']);
    expect((await post('/admin/jobs?/run', { job: 'tidy' })).status).toBe(303);
    const wrong = await post('/admin/sign-in', { key: 'guess', to: '//evil.example' });
    expect(wrong.status).toBe(403);
    expect(wrong.headers.get('set-cookie')).toBeNull();
    expect(await wrong.text()).toContain('That is not the key.');
    expect((await get('/admin/jobs', 'administrator=guess')).status).toBe(303);
  });

  it('open with the link that the command prints, and lead nowhere else', async () => {
    const address = new URL(await link());
    expect(address.host).toBe(new URL(server.url).host);
    expect(await (await fetch(address)).text()).toContain(address.searchParams.get('key')!);
    const elsewhere = await post('/admin/sign-in', { key: address.searchParams.get('key')!, to: '//evil.example' });
    expect(elsewhere.headers.get('location')).toBe('/admin/jobs');
  });

  it('show the jobs, and run one when they are told to', async () => {
    const cookie = await signedIn();
    await until('the clock has tidied', async () =>
      (await (await get('/admin/jobs', cookie)).text()).includes('all tidy'),
    );
    const page = await get('/admin/jobs', cookie);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const { db, close } = connect(at);
    const ended = async () =>
      (await db.selectFrom('jobs').select('ended_at').where('name', '=', 'tidy').executeTakeFirst())?.ended_at;
    const before = await ended();
    expect((await post('/admin/jobs?/run', { job: 'tidy' }, cookie, 'https://evil.example')).status).toBe(403);
    expect((await post('/admin/jobs?/run', { job: 'tidy' }, cookie)).headers.get('location')).toBe('/admin/jobs');
    await until('it has run again', async () => (await ended()) !== before);
    await close();
    expect((await post('/admin/jobs?/run', { job: 'no such' }, cookie)).status).toBe(404);
    const left = await post('/admin/jobs?/leave', {}, cookie);
    expect(left.headers.get('set-cookie')).toMatch(/administrator=;/);
  });

  it('are on the command line as well', async () => {
    const listed = await offprint(at, ['jobs']);
    expect(listed.stdout).toContain('tidy  waiting\n    every 6 hours, last run');
    expect(await offprint(at, ['jobs', 'run', 'tidy'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('is due now'),
    });
    expect(await offprint(at, ['jobs', 'run', 'nothing'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no job “nothing”.'),
    });
    expect(await offprint(at, ['harvest'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('offprint sources add arxiv'),
    });
  });
});
