import { expect, it } from 'vitest';
import { describeSite, heightOf, KINDS, PAGES, paperColour } from '#test/harness/browser.ts';
import { SAMPLE_DAY } from '#test/harness/hard-papers.ts';

const plain = { javaScriptEnabled: false } as const;

describeSite('without JavaScript', (site) => {
  it.each(KINDS)('%s: the same words as with it', async (kind) => {
    const wordsOf = async (javaScriptEnabled: boolean) => {
      const { page } = await site.open(PAGES[kind], { javaScriptEnabled });
      const lines = (await page.locator('main').innerText())
        .split('\n')
        // Buttons that only JavaScript can serve come with it.
        .map((line) => line.replace(/^Copy.*|(?:^|\s+)Mark$/, '').trim())
        .filter(Boolean);
      await page.context().close();
      return lines.join('\n');
    };
    const [without, withIt] = await Promise.all([wordsOf(false), wordsOf(true)]);
    expect(without.length).toBeGreaterThan(20);
    expect(without).toBe(withIt);
  });

  it('one goes from day to day, to a paper, searches, and picks a date', async () => {
    const { page } = await site.open('/papers', plain);
    await page.locator('.masthead a[rel=prev]').click();
    await page.waitForURL('**/papers/date/2026-06-17');
    await page.locator('input[type=date]').fill(SAMPLE_DAY);
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await page.waitForURL(`**/papers/date/${SAMPLE_DAY}`);
    await page.locator('[data-title]').first().click();
    await page.waitForURL(/\/papers\/(?!date)[^/]+$/);
    await page.locator('input[type=search]').fill('recommendation');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.waitForURL((url) => url.search === '?q=recommendation');
    expect(await page.locator('[data-card]').count()).toBeGreaterThan(0);
  });

  it('a search is narrowed, ordered, explained and widened again', async () => {
    const { page } = await site.open('/papers?q=models', { ...plain, viewport: { width: 390, height: 800 } });
    const size = async () => Number.parseInt((await page.locator('.size').innerText()).replace(',', ''), 10);
    const all = await size();
    await page.getByText('Narrow the search').click();
    await page.getByRole('link', { name: 'Daily Papers' }).first().click();
    await page.waitForURL((url) => url.searchParams.get('q')?.startsWith('models source:') ?? false);
    expect(await size()).toBeLessThan(all);
    await page.getByRole('link', { name: 'Explain the scores' }).click();
    await page.waitForURL((url) => url.searchParams.get('explain') === '1');
    expect(await page.locator('.sum').first().innerText()).toMatch(/“models”[\s\S]*Words[\s\S]*Score/);
    await page.getByRole('link', { name: 'Votes' }).click();
    await page.waitForURL((url) => url.searchParams.get('order') === 'votes');
    expect(await page.locator('.sum').count()).toBe(0);
    await page.getByRole('link', { name: /^Drop the condition/ }).click();
    await page.waitForURL((url) => url.search === '?q=models&order=votes&explain=1');
    expect(await size()).toBe(all);
  });

  it('a paper leads to papers like it, the newest first when asked', async () => {
    const { page } = await site.open('/papers', plain);
    await page.locator('[data-title]').first().click();
    await page.getByRole('link', { name: 'Newest' }).click();
    await page.waitForURL((url) => url.search === '?similar=date');
    await page.getByRole('link', { name: 'More like this' }).click();
    await page.waitForURL('**/papers/like/*?order=date');
    expect(await page.locator('.examples li').count()).toBe(1);
    expect(await page.locator('[data-card]').count()).toBeGreaterThan(6);
  });

  it('density and theme are chosen and remembered', async () => {
    const { page } = await site.open('/papers/trending', { ...plain, colorScheme: 'light' });
    const [light, lines] = [await paperColour(page), await heightOf(page)];
    await page.getByRole('button', { name: 'Titles' }).click();
    await page.waitForURL('**/papers/trending');
    expect(await heightOf(page)).toBeLessThan(lines / 1.2);
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.waitForURL('**/papers/trending');
    expect(await paperColour(page)).not.toBe(light);
    expect(await heightOf(page)).toBeLessThan(lines / 1.2);
  });

  it('an abstract opens and closes in place', async () => {
    const { page } = await site.open('/papers', plain);
    const card = page
      .locator('[data-card]')
      .filter({ has: page.locator('[data-more]') })
      .nth(1);
    const height = async () => (await card.boundingBox())!.height;
    const closed = await height();
    await card.getByText('Whole abstract').click();
    expect(await height()).toBeGreaterThan(closed);
    await card.getByText('First lines').click();
    expect(await height()).toBe(closed);
  });
});
