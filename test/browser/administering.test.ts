import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { connect } from '#db/open.ts';
import { describeSite, type Site } from '#test/harness/browser.ts';
import { offprint } from '#test/harness/child.ts';
import { until } from '#test/harness/until.ts';

const MANY = 'One record too long for its place. '.repeat(20);

/** A job that failed, a page that is owed, a record that could not be read: a state that no test should wait for. */
async function withTroubles({ place }: Site): Promise<void> {
  const { db, close } = connect(place);
  const at = new Date().toISOString();
  const origin = { source: 'biorxiv', stream: 'day' };
  await db
    .updateTable('jobs')
    .set({ outcome: 'failed', error: `The disk is full. ${MANY}`, ended_at: at })
    .where('name', '=', 'tidy')
    .execute();
  await db
    .insertInto('owed_pages')
    .values({ ...origin, cursor: '{}', tries: 3, due_at: at, since: at, error: MANY })
    .execute();
  await db
    .insertInto('unread_records')
    .values({
      ...origin,
      record_key: '10.1101/<b>1</b>',
      digest: 'd',
      ask: '{}',
      raw: '{"title":<script>alert(1)</script>',
      error: 'No title.',
      read_by: '0',
      seen_at: at,
    })
    .execute();
  await close();
}

const READER = 'ada.lovelace@example.org';

/** A subscriber with a mail in each state that wants to be seen. */
async function withMails({ place }: Site): Promise<void> {
  const { db, close } = connect(place);
  const at = new Date().toISOString();
  const wishes = { every: 'weekdays', hour: 7, zone: 'Europe/London', most: 20 } as const;
  const { id } = await db
    .insertInto('subscribers')
    .values({
      address: READER,
      list: '/papers?q=cat%3Acs.CL',
      ...wishes,
      state: 'active',
      created_at: at,
      next_due_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const mail = { subscriber: id, kind: 'digest', domain: 'example.org', tries: 1, due_at: at, held_until: at } as const;
  const states = ['sent', 'unknown', 'failed', 'bounced'] as const;
  await db
    .insertInto('mails')
    .values(
      states.map((state, n) => ({
        ...mail,
        state,
        edition: `2026-06-${15 + n}`,
        message_id: `m${n}`,
        error: state === 'sent' ? null : `550 <b>no</b> ${MANY}`,
        token: 1,
        created_at: at,
        settled_at: at,
      })),
    )
    .execute();
  await close();
}

/** All four of one room; of the others two, which hold the same styles. */
const looksOf = (room: string, width: number) =>
  room === '/jobs' ? (['light', 'dark'] as const) : ([width === 390 ? 'light' : 'dark'] as const);

const ROOMS = ['', '/subscribers?addresses=1', '/mail', '/chats', '/jobs', '/sources', '/settings'];

async function signIn(site: Site, page: Page): Promise<void> {
  const { stdout } = await offprint(site.place, ['admin-key']);
  const { pathname, search } = new URL(stdout.trim());
  await page.goto(site.url + pathname + search);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/admin');
}

describeSite('administering', (site) => {
  it('leads to the key first, and says no to a wrong one', async () => {
    const { page } = await site.open('/admin/jobs');
    await page.waitForURL('**/admin/sign-in?to=*');
    await page.getByLabel('Key', { exact: true }).fill('a guess');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: 'That is not the key.' }).waitFor();
  });

  it.each([true, false])('shows jobs and runs one, with JavaScript %s', async (javaScriptEnabled) => {
    const { page, troubles } = await site.open('/papers', { javaScriptEnabled });
    await signIn(site, page);
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await page.waitForURL('**/admin/jobs');
    const { db, close } = connect(site.place);
    const lastRun = async () =>
      (await db.selectFrom('jobs').select('ended_at').where('name', '=', 'tidy').executeTakeFirst())?.ended_at;
    await until('it has tidied once', lastRun);
    await page.reload();
    const before = await lastRun();
    await page.getByRole('button', { name: /Run now ?: tidy/ }).click();
    await until('it has run again', async () => (await lastRun()) !== before);
    await close();
    if (javaScriptEnabled)
      await page
        .getByText('last run now')
        .or(page.getByText(/last run \d second/))
        .first()
        .waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/papers');
    await page.goto(`${site.url}/admin/jobs`);
    expect(page.url()).toContain('/admin/sign-in');
    expect(troubles).toEqual([]);
  });

  it('shows what failed, what is owed and what could not be read, and gives axe nothing to find', async () => {
    const { page, troubles } = await site.open('/papers', { reducedMotion: 'reduce' });
    await signIn(site, page);
    await withTroubles(site);
    await page.goto(`${site.url}/admin/jobs`);
    await page.getByText('The disk is full.').waitFor();
    expect(await page.locator('.records li').count()).toBe(2);
    await page.getByText('The record as it came').click();
    await page.getByText('{"title":<script>alert(1)</script>').waitFor();
    await withMails(site);
    for (const room of ROOMS) {
      await page.goto(`${site.url}/admin${room}`);
      await page.evaluate(axe.source);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of looksOf(room, width)) {
          await page.emulateMedia({ colorScheme });
          const found = await page.evaluate(async () => {
            const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
            return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
          });
          expect(found, `${room}, ${colorScheme}, ${width} px`).toEqual([]);
          const name = room.replace(/\W.*|^\//g, '') || room.slice(1).replace(/\?.*/, '') || 'overview';
          await page.screenshot({
            path: `test/results/screenshots/admin-${name}-${width}-${colorScheme}.png`,
            fullPage: true,
          });
        }
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), room).toBeLessThanOrEqual(
          0,
        );
      }
    }
    expect(troubles).toEqual([]);
  });

  it.each([true, false])(
    'shows mails in numbers, an address when asked, and ends one, JavaScript %s',
    async (javaScriptEnabled) => {
      const { page } = await site.open('/papers', { javaScriptEnabled });
      await signIn(site, page);
      await page.getByRole('link', { name: '1 mail of which nobody knows whether it arrived' }).click();
      await page.getByText('It is never sent again by itself').waitFor();
      expect(await page.locator('.records li').count()).toBe(1);
      expect(await page.content()).not.toContain(READER);
      if (!javaScriptEnabled) {
        await page.getByRole('button', { name: /^It did not/ }).click();
        await page.getByText('No mail is unknown.').waitFor();
      }
      await page.getByRole('link', { name: 'Subscribers', exact: true }).click();
      await page.getByRole('cell', { name: 'weekdays' }).first().waitFor();
      expect(await page.content()).not.toContain(READER);
      await page.getByLabel('Find one').fill(READER);
      await page.getByRole('button', { name: 'Find' }).click();
      await page.getByText(READER).first().waitFor();
      if (javaScriptEnabled) return;
      await page.getByRole('button', { name: `End the subscription of ${READER}` }).click();
      await page.waitForURL('**/admin/subscribers?id=*');
      await page.locator('.person').getByText('ended').waitFor();
      expect(await page.getByRole('button', { name: /^End/ }).count()).toBe(0);
    },
  );
});
