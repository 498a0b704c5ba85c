import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '#db/open.ts';
import { linkMaker } from '#delivery/digest/links.ts';
import { describeEngines } from '../harness/engines.ts';
import { digestsFor } from '../harness/ledger.ts';
import { bounceOf } from '../harness/returned-mails.ts';
import { type RunningServer, startServer } from '../harness/server.ts';
import { until } from '../harness/until.ts';

const SECRET = 'a-secret-of-the-mail-service';

describeEngines('papers by mail', ({ place }) => {
  let at: Awaited<ReturnType<typeof place>>;
  let server: RunningServer;
  beforeAll(async () => {
    at = await place();
    server = await startServer(at);
  });
  afterAll(() => server.stop());

  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
      redirect: 'manual',
    });
  const ours = () => ({ origin: server.url });
  const wish = { address: 'ada@example.org', list: '/papers', every: 'daily', hour: '8', zone: 'UTC', most: '10' };
  const subscriber = async () => {
    const { db, close } = connect(at);
    const row = await db.selectFrom('subscribers').selectAll().executeTakeFirstOrThrow();
    const linkFor = await linkMaker(db, '');
    await close();
    return { row, linkFor };
  };

  it('are asked for on a page, confirmed with a button, changed and ended without a script', async () => {
    const page = await fetch(`${server.url}/subscribe?list=/papers/trending`);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const html = await page.text();
    expect(html).toContain('noindex');
    expect(html).toContain('No mail server is set here');
    expect((await post('/subscribe', wish)).status).toBe(403);
    expect((await post('/subscribe', { ...wish, address: 'ada' }, ours())).status).toBe(400);
    const first = await post('/subscribe', wish, ours());
    expect([first.status, await first.text()]).toEqual([200, expect.stringContaining('A mail is on its way')]);

    const folder = join(at.dataDir, 'mail');
    const written = () => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : []);
    const file = await until('the mail is written', () => written()[0]);
    const { text } = await simpleParser(readFileSync(join(folder, file)));
    const token = /\/subscribe\/confirm\?t=([\w-]+)/.exec(text!)![1]!;
    for (let look = 0; look < 2; look++) {
      const looked = await fetch(`${server.url}/subscribe/confirm?t=${token}`);
      expect(await looked.text()).toContain('Yes, send them');
    }
    expect((await subscriber()).row.state).toBe('pending');
    expect(await (await post('/subscribe/confirm', { t: token }, ours())).text()).toContain('Confirmed');
    expect((await post('/subscribe/confirm', { t: token }, ours())).status).toBe(404);
    const { row, linkFor } = await subscriber();
    expect(row.state).toBe('active');

    const preferences = linkFor('/subscribe/preferences', row.id);
    expect(await (await fetch(server.url + preferences)).text()).toContain('ada@example.org');
    const change = preferences.replace('?', '?/change&');
    const changed = await post(change, { ...wish, every: 'weekly', pause: '2030-01-01' }, ours());
    expect(await changed.text()).toContain('It is changed.');
    expect((await subscriber()).row).toMatchObject({ every: 'weekly', paused_until: '2030-01-01' });
    const forged = await fetch(`${server.url}${preferences.slice(0, -3)}abc`);
    expect(await forged.text()).not.toContain('ada@example.org');

    const end = linkFor('/subscribe/end', row.id);
    expect(await (await fetch(server.url + end)).text()).toContain('Yes, end them');
    expect((await subscriber()).row.state).toBe('active');
    // As a mail program does it: no cookie, no origin, the body that RFC 8058 gives.
    const oneClick = await post(end, { 'List-Unsubscribe': 'One-Click' });
    expect(oneClick.status).toBe(200);
    expect((await subscriber()).row.state).toBe('ended');
    expect((await post(`${end}x`, { 'List-Unsubscribe': 'One-Click' })).status).toBe(403);
  });

  it('end where a mail service tells that one came back, and for nobody else', async () => {
    const own = await startServer(at, { OFFPRINT_BOUNCES_SECRET: SECRET });
    const { db, close } = connect(at);
    await digestsFor(db, ['gone@example.org', 'angry@example.org'], new Date());
    const sent = await db
      .updateTable('mails')
      .set({ state: 'sent', settled_at: new Date().toISOString() })
      .where('kind', '=', 'digest')
      .where('edition', '=', '2026-11-24')
      .returning(['subscriber', 'message_id'])
      .execute();
    const [gone, angry] = sent.map(({ message_id }) => `${message_id}@papers.example.org`);
    const tell = async (body: string, type: string, secret = SECRET, to = own) => {
      const headers = { 'content-type': type, authorization: `Bearer ${secret}` };
      const answer = await fetch(`${to.url}/api/returned-mail`, { method: 'POST', headers, body });
      return [answer.status, ((await answer.json()) as { outcome?: string }).outcome];
    };
    expect(await tell(bounceOf(gone!), 'message/rfc822', SECRET, server)).toEqual([404, undefined]);
    expect(await tell(bounceOf(gone!), 'message/rfc822', 'a guess')).toEqual([401, undefined]);
    for (const body of ['{', '{}', '{"message_id":"x","kind":"love"}', '[]'])
      expect(await tell(body, 'application/json')).toEqual([400, undefined]);
    expect(await tell('x', 'text/plain')).toEqual([400, undefined]);
    expect(await tell(bounceOf('nobody@knows'), 'message/rfc822')).toEqual([200, 'not ours']);
    for (let times = 0; times < 2; times++) {
      expect(await tell(bounceOf(gone!), 'message/rfc822')).toEqual([200, 'bounced']);
      const complaint = JSON.stringify({ message_id: `<${angry}>`, kind: 'complaint' });
      expect(await tell(complaint, 'application/json')).toEqual([200, 'complaint']);
    }
    const states = await db
      .selectFrom('subscribers')
      .select('state')
      .where('address', 'in', ['gone@example.org', 'angry@example.org'])
      .execute();
    expect(states).toEqual([{ state: 'ended' }, { state: 'ended' }]);
    await close();
    await own.stop();
  });
});
