import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { connect } from '#db/open.ts';
import { linkMaker } from '#delivery/digest/links.ts';
import { editionPath, editionSealer, keepEdition } from '#delivery/digest/sent-edition.ts';
import { describeSite, type Site } from '#test/harness/browser.ts';
import { HARD_PAPER_IDS } from '#test/harness/hard-papers.ts';

/** Nothing that axe finds in either scheme, and nothing wider than the window, on a phone and on a desk. */
async function looksWell(page: Page, name: string): Promise<void> {
  await page.evaluate(axe.source);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const found = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
      });
      expect(found, `${name}, ${colorScheme}, ${width} px`).toEqual([]);
    }
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(tooWide, `${name}, ${width} px`).toBeLessThanOrEqual(0);
  }
}

/** An edition of hard papers, and what makes signed links. */
async function mails({ place }: Site) {
  const { db, close } = connect(place);
  const seal = await editionSealer(db);
  const papers = HARD_PAPER_IDS.slice(0, 4).map((id, at) => ({ id, because: [`${9 - at} votes`, 'in cs.CL'] }));
  const edition = { day: '2026-06-19', name: 'Front page', list: '/papers/date/2026-06-18', papers };
  await db.transaction().execute((trx) => keepEdition(trx, seal, edition, new Date()));
  const linkFor = await linkMaker(db, '');
  return { close, linkFor, db, papers, path: editionPath(edition.day, seal(edition)) };
}

describeSite('papers by mail', (site) => {
  it.each([true, false])('from the form to the end, with JavaScript %s', async (javaScriptEnabled) => {
    const { page, troubles } = await site.open('/subscribe?list=/papers/trending', { javaScriptEnabled });
    const address = `reader-${javaScriptEnabled}@example.org`;
    const isLooked = javaScriptEnabled;
    if (isLooked) await looksWell(page, 'subscribe');
    await page.getByLabel('Mail address').fill(address);
    await page.getByLabel('Time zone').selectOption('Europe/Berlin');
    await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
    await page
      .getByRole('status')
      .filter({ hasText: `on its way to ${address}` })
      .waitFor();
    const { db, close, linkFor } = await mails(site);
    const row = await db.selectFrom('subscribers').selectAll().where('address', '=', address).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ list: '/papers/trending', state: 'pending' });
    await db
      .updateTable('subscribers')
      .set({ state: 'active', zone: 'Europe/Berlin' })
      .where('id', '=', row.id)
      .execute();

    await page.goto('/subscribe/confirm?t=worn');
    if (isLooked) await looksWell(page, 'confirm');
    await page.goto(linkFor('/subscribe/preferences', row.id));
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin');
    if (isLooked) await looksWell(page, 'preferences');
    await page.getByLabel('How often').selectOption('weekly');
    await page.getByRole('button', { name: 'Keep this' }).click();
    await page.getByRole('status').filter({ hasText: 'It is changed.' }).waitFor();
    await page.goto(linkFor('/subscribe/end', row.id));
    if (isLooked) await looksWell(page, 'end');
    await page.getByRole('button', { name: 'Yes, end them' }).click();
    await page.getByRole('heading', { name: 'It has ended' }).waitFor();
    await close();
    expect(troubles).toEqual([]);
  });

  it('shows what was sent in its order, with its reasons', async () => {
    const { close, path, papers } = await mails(site);
    await close();
    const { page, troubles } = await site.open(path);
    expect(await page.locator('h1').textContent()).toBe('Front page');
    const links = await page
      .locator('article h2 a, article h3 a')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    expect(links).toEqual(papers.map(({ id }) => `/papers/${id}`));
    expect(await page.getByText('9 votes').count()).toBeGreaterThan(0);
    await looksWell(page, 'an edition that was sent');
    expect(troubles).toEqual([]);
  });
});
