import { expect, it } from 'vitest';
import { describeSite, heightOf, KINDS, PAGES, paperColour } from '#test/harness/browser.ts';
import { SAMPLE_DAY } from '#test/harness/hard-papers.ts';

const plain = { javaScriptEnabled: false } as const;

describeSite('without JavaScript', (site) => {
  it.each(KINDS)('%s: the same words as with it', async (kind) => {
    const wordsOf = async (javaScriptEnabled: boolean) => {
      const { page } = await site.open(PAGES[kind], { javaScriptEnabled });
      // A button that only JavaScript can serve comes with it.
      const lines = (await page.locator('main').innerText()).split('\n').filter((line) => !/^Copy/.test(line));
      await page.context().close();
      return lines.join('\n').trim();
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
