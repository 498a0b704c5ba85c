import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { awake, describeSite } from '#test/harness/browser.ts';

const field = (page: Page) => page.getByRole('combobox', { name: 'Search papers' });
const options = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');

/** The option that the keys have come to; undefined while they are in the text. */
const chosen = (page: Page) =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant');
    const option = id ? document.getElementById(id) : null;
    return option?.getAttribute('aria-selected') === 'true' ? option.textContent?.trim() : undefined;
  });

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}

describeSite('searching', (site) => {
  async function typed(text: string) {
    const opened = await site.open('/papers');
    await awake(opened.page);
    await opened.page.keyboard.press('/');
    await opened.page.keyboard.type(text);
    await options(opened.page).first().waitFor();
    return opened;
  }

  it('suggests from three letters on, and the keys go all the way', async () => {
    const { page, troubles } = await site.open('/papers');
    await awake(page);
    await page.keyboard.press('/');
    expect(await field(page).getAttribute('aria-expanded')).toBe('false');
    const asked: string[] = [];
    page.on('request', (request) => void (request.url().includes('/api/suggest') && asked.push(request.url())));
    await page.keyboard.type('in', { delay: 120 });
    expect(asked).toEqual([]);
    await page.keyboard.type('vented');
    await options(page).first().waitFor();
    expect(await field(page).getAttribute('aria-expanded')).toBe('true');
    expect(await options(page).first().locator('b').first().innerText()).toBe('Invented');
    await expect.poll(() => page.locator('form [role=status]').innerText()).toMatch(/^Suggestions: \d+ titles/);
    expect(await violations(page)).toEqual([]);
    const all = (await options(page).allInnerTexts()).map((text) => text.trim());

    expect(await chosen(page)).toBeUndefined();
    await page.keyboard.press('ArrowDown');
    expect(await chosen(page)).toBe(all[0]);
    await page.keyboard.press('ArrowDown');
    expect(await chosen(page)).toBe(all[1]);
    await page.keyboard.press('End');
    expect(await chosen(page)).toBe(all.at(-1));
    await page.keyboard.press('Home');
    expect(await chosen(page)).toBe(all[0]);
    await page.keyboard.press('ArrowUp');
    expect(await chosen(page)).toBeUndefined();
    await page.keyboard.press('ArrowUp');
    expect(await chosen(page)).toBe(all.at(-1));

    for (let times = 0; times < 2; times++) {
      await page.keyboard.press('Escape');
      expect(await field(page).getAttribute('aria-expanded')).toBe('false');
      expect(await field(page).inputValue()).toBe('invented');
    }
    await page.keyboard.press('ArrowDown');
    await options(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/papers\/\d{4}\.\d{5}$/);
    await expect.poll(() => page.locator('h1').innerText()).toBe(all[0]);
    expect(await field(page).inputValue()).toBe('');
    expect(troubles).toEqual([]);
  });

  it('Enter in the text asks what was typed, without a new page; Tab leaves', async () => {
    const { page, troubles } = await typed('invented');
    await page.evaluate(() => Object.assign(globalThis, { isSame: true }));
    await page.keyboard.press('Tab');
    expect(await options(page).count()).toBe(0);
    await page.keyboard.press('/');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.search === '?q=invented');
    await page.locator('.size').waitFor();
    expect(await page.evaluate(() => 'isSame' in globalThis)).toBe(true);
    expect(await options(page).count()).toBe(0);
    expect(troubles).toEqual([]);
  });

  it('an author leads to that author’s papers', async () => {
    const { page, troubles } = await typed('ada lovel');
    await options(page).filter({ hasText: 'Ada Lovelace' }).first().click();
    await page.waitForURL((url) => url.searchParams.get('q') === 'author:"Ada Lovelace"');
    await expect.poll(() => page.locator('h1').innerText()).toBe('Papers by Ada Lovelace');
    expect(await field(page).inputValue()).toBe('author:"Ada Lovelace"');
    expect(await page.locator('[data-card]').count()).toBe(1);
    expect(troubles).toEqual([]);
  });

  it('a search is narrowed and widened by facets; opened on a telephone they give axe nothing to find', async () => {
    const { page, troubles } = await site.open('/papers?q=models', { viewport: { width: 1280, height: 900 } });
    const facets = page.getByRole('navigation', { name: 'Narrow the search' });
    const size = page.locator('.size');
    const all = await size.innerText();
    await facets
      .getByRole('link', { name: '2026' })
      .or(facets.getByRole('link', { name: 'Code' }))
      .first()
      .click();
    await expect.poll(() => size.innerText()).not.toBe(all);
    expect(await page.getByRole('list', { name: 'Conditions' }).getByRole('listitem').count()).toBe(1);
    await facets.getByRole('link', { name: /^Without/ }).click();
    await expect.poll(() => size.innerText()).toBe(all);
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByText('Narrow the search').click();
    await page.getByText('How to search').click();
    expect(await facets.getByRole('link').first().isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('papers are marked, kept from page to page, and found more of', async () => {
    const { page, troubles } = await site.open('/papers');
    await awake(page);
    const bar = page.getByRole('complementary', { name: 'Marked papers' });
    const marks = page.locator('[data-mark]');
    await page.keyboard.press('j');
    await page.keyboard.press('m');
    await expect.poll(() => bar.innerText()).toMatch(/^1 marked/);
    expect(await bar.getByRole('link').innerText()).toBe('More like this');
    await marks.nth(2).click();
    await expect.poll(() => marks.nth(2).getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => page.locator('.app > [role=status]').innerText()).toMatch(/^Marked: .+\. 2 marked\.$/);
    await page.locator('[data-title]').nth(1).click();
    await page.waitForURL(/\/papers\/(?!date)[^/]+$/);
    await page.keyboard.press('m');
    await expect.poll(() => bar.innerText()).toMatch(/^3 marked/);
    await page.reload();
    await expect.poll(() => bar.innerText()).toMatch(/^3 marked/);
    expect(await page.locator('.acts [data-mark]').getAttribute('aria-pressed')).toBe('true');
    expect(await violations(page)).toEqual([]);
    await bar.getByRole('link', { name: 'More like these' }).click();
    await page.waitForURL('**/papers/like?id=*');
    expect(await page.locator('.examples li').count()).toBe(3);
    expect(await page.locator('[data-card]').count()).toBeGreaterThan(5);
    await page
      .getByRole('link', { name: /^Leave out/ })
      .first()
      .click();
    await expect.poll(() => page.locator('.examples li').count()).toBe(2);
    await bar.getByRole('button', { name: 'Clear' }).click();
    expect(await bar.count()).toBe(0);
    expect(await page.locator('[data-mark][aria-pressed=true]').count()).toBe(0);
    expect(troubles).toEqual([]);
  });
});
