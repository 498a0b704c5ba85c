import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '#db/open.ts';
import { linkMaker } from '#delivery/digest/links.ts';
import { editionPath, editionSealer, keepEdition } from '#delivery/digest/sent-edition.ts';
import { suppress } from '#delivery/digest/suppression.ts';
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
    expect(await tell('<x/>', 'application/xml')).toEqual([400, undefined]);
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

  it('answer the same whether an address is unknown, waits for its button, gets mails, or may get none', async () => {
    const { db, close } = connect(at);
    const now = new Date();
    const address = 'some@example.org';
    const told = async () => {
      const got = await post('/subscribe', { ...wish, address }, ours());
      const headers = [...got.headers].filter(([header]) => header !== 'date');
      return { status: got.status, headers, body: await got.text() };
    };
    const rows = db.selectFrom('subscribers').selectAll().where('address', '=', address);
    const unknown = await told();
    const waiting = await told();
    const change = db.updateTable('subscribers').set({ state: 'active', confirmed_at: now.toISOString() });
    await change.where('address', '=', address).execute();
    const active = await told();
    const beyondItsMails = await told();
    expect(await rows.execute()).toHaveLength(1);
    await suppress(db, address, 'complaint', now);
    const suppressed = await told();
    await db.deleteFrom('subscribers').where('address', '=', address).execute();
    expect([waiting, active, beyondItsMails, suppressed, await told()]).toEqual(Array(5).fill(unknown));
    expect([unknown.status, await rows.execute()]).toEqual([200, []]);
    await close();
  });

  it('keep what was typed where it is wrong, or came too often', async () => {
    expect((await post('/subscribe', { address: 'alone@example.org' }, ours())).status).toBe(200);
    const odd = { ...wish, list: '/papers?q=cat:cs.CL', zone: 'Moon/Base', hour: '17', most: '7', address: '"><b>x' };
    const wrong = await post('/subscribe', odd, ours());
    const html = await wrong.text();
    expect(wrong.status).toBe(400);
    for (const part of ['That is no time zone.', 'value="&quot;>&lt;b>x"', 'value="7"', 'value="Moon/Base" selected'])
      expect(html).toContain(part);
    expect(html).toMatch(/value="17" selected/);
    expect(html).toMatch(/value="\/papers\?q=cat%3Acs\.CL[^"]*" selected/);

    let refused = await post('/subscribe', { ...wish, address: 'nobody' }, ours());
    for (let more = 0; more < 20 && refused.status === 400; more++)
      refused = await post('/subscribe', { ...wish, address: 'nobody' }, ours());
    expect([refused.status, refused.headers.get('content-type')]).toEqual([429, 'text/html']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const page = await refused.text();
    expect(page).toContain('this one was not taken');
    expect(page).toContain('value="nobody"');
    expect((await fetch(`${server.url}/subscribe`)).status).toBe(200);
  });

  it('have a page of each edition for who has its link, and tell no search engine', async () => {
    const { db, close } = connect(at);
    const [paper] = await db.selectFrom('papers').select(['id', 'title']).limit(1).execute();
    const edition = {
      day: '2026-06-19',
      name: '<i>Trending</i>',
      list: '/papers/trending',
      papers: [...(paper ? [{ id: paper.id, because: ['7 votes that day'] }] : []), { id: 'no-more', because: [] }],
    };
    const seal = await editionSealer(db);
    const path = editionPath(edition.day, seal(edition));
    expect((await fetch(server.url + path)).status).toBe(404);
    await db.transaction().execute((trx) => keepEdition(trx, seal, edition, new Date()));
    await close();
    const got = await fetch(server.url + path);
    expect([got.status, got.headers.get('x-robots-tag'), got.headers.get('referrer-policy')]).toEqual([
      200,
      'noindex',
      'same-origin',
    ]);
    const html = await got.text();
    expect(html).toContain('&lt;i>Trending&lt;/i>');
    expect(html).toContain('href="/papers/trending"');
    if (paper) expect(html).toContain('7 votes that day');
    expect(html).toContain('1 paper of it left this catalogue since.');
  });
});
