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
  const link = async () => (await offprint(at, ['admin-key'], { PORT: new URL(server.url).port })).stdout.trim();
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
    expect(elsewhere.headers.get('location')).toBe('/admin');
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
    expect((await post('/admin/jobs?/run', { job: 'tidy' }, cookie)).headers.get('location')).toBe('/admin/jobs');
    await until('it has run again', async () => (await ended()) !== before);
    await close();
    expect((await post('/admin/jobs?/run', { job: 'no such' }, cookie)).status).toBe(404);
    const left = await post('/admin/jobs?/leave', {}, cookie);
    expect(left.headers.get('set-cookie')).toMatch(/administrator=;/);
  });

  it('take nothing that another site sends, nor what does not say where it comes from', async () => {
    const cookie = await signedIn();
    const actions = [
      '/admin/jobs?/run',
      '/admin/jobs?/leave',
      '/admin/subscribers?/end',
      '/admin/sign-in',
      '/subscribe',
    ];
    const bodies = [
      ['application/x-www-form-urlencoded', 'job=tidy&id=1'],
      ['text/plain', 'job=tidy'],
      ['application/json', '{"job":"tidy"}'],
    ] as const;
    for (const action of actions) {
      for (const origin of ['https://evil.example', 'null', undefined]) {
        for (const [type, body] of bodies) {
          const headers = { cookie, 'content-type': type, ...(origin && { origin }) };
          const answer = await fetch(server.url + action, { method: 'POST', headers, body, redirect: 'manual' });
          expect([action, origin, type, answer.status]).toEqual([action, origin, type, 403]);
          expect(answer.headers.get('set-cookie')).toBeNull();
        }
      }
    }
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      expect((await fetch(`${server.url}/admin/jobs`, { method, headers: { cookie } })).status).toBe(403);
    }
    expect((await get('/admin/jobs', cookie)).status).toBe(200);
  });

  it('are told once at the first start, and let nobody in with the key before', async () => {
    expect(server.lines.filter((line) => line.includes('/admin/sign-in?key='))).toEqual([
      `The administrator signs in at ${await link()}`,
    ]);
    const cookie = await signedIn();
    const before = await link();
    const renewed = await offprint(at, ['admin-key', '--new'], { PORT: new URL(server.url).port });
    expect(renewed.stdout.trim()).not.toBe(before);
    expect(renewed.stdout.trim()).toBe(await link());
    expect((await get('/admin', cookie)).headers.get('location')).toBe('/admin/sign-in?to=%2Fadmin');
    const stale = await post('/admin/sign-in', { key: new URL(before).searchParams.get('key')! });
    expect(stale.status).toBe(403);
    expect((await get('/admin', await signedIn())).status).toBe(200);
    expect(await offprint(at, ['admin-key', '--new'], { OFFPRINT_ADMIN_KEY: 'a-key-of-our-own' })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('OFFPRINT_ADMIN_KEY sets the key.'),
    });
  });

  it('show mail, subscribers, sources and settings to who has the key alone, and no secret', async () => {
    const cookie = await signedIn();
    for (const room of [
      '',
      '/subscribers?addresses=1',
      '/mail?state=unknown',
      '/chats',
      '/jobs',
      '/sources',
      '/settings',
    ]) {
      expect((await get(`/admin${room}`)).status).toBe(303);
      const page = await get(`/admin${room}`, cookie);
      expect([room, page.status, page.headers.get('cache-control')]).toEqual([room, 200, 'no-store']);
    }
    const settings = await (await get('/admin/settings', cookie)).text();
    for (const key of ['OFFPRINT_ARXIV', 'OFFPRINT_SMTP_URL', 'PORT']) expect(settings).toContain(`${key}=`);
    expect((await get('/admin/mail?state=nonsense', cookie)).status).toBe(400);
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

  it('answer the eleventh wrong key of five minutes with when to come back, whatever it is', async () => {
    const own = await startServer(await place());
    const guess = (key: string) =>
      fetch(`${own.url}/admin/sign-in`, {
        method: 'POST',
        headers: { origin: own.url, accept: 'text/html' },
        body: new URLSearchParams({ key }),
        redirect: 'manual',
      });
    const key = await until('the key is told', async () => /key=(\S+)/.exec(own.lines.join('\n'))?.[1]);
    for (let n = 0; n < 12; n++) expect((await guess(key)).status).toBe(303);
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await guess(`guess ${n}`)).status);
    const session = { cookie: 'administrator=guess' };
    statuses.push((await fetch(`${own.url}/admin`, { headers: session, redirect: 'manual' })).status);
    const bearer = (given: string) =>
      fetch(`${own.url}/api/admin/mails`, { headers: { authorization: `Bearer ${given}` } });
    for (let n = 0; n < 5; n++) statuses.push((await bearer('guess')).status);
    expect(statuses).toEqual([403, 403, 403, 403, 303, 401, 401, 401, 401, 401]);
    const late = await guess(key);
    expect([late.status, late.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8']);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await late.text()).toContain('Come back in');
    expect((await bearer(key)).status).toBe(429);
    expect((await fetch(`${own.url}/papers`)).status).toBe(200);
    await own.stop();
  });
});
