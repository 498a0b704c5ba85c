import { expect, it } from 'vitest';
import { describeSite, PAGES, STATUS } from '#test/harness/browser.ts';
import { SAMPLE_DAY } from '#test/harness/hard-papers.ts';

const plain = { javaScriptEnabled: false } as const;

describeSite('without JavaScript', (site) => {
  it('every kind of page says the same words as with it', async () => {
    for (const [kind, path] of Object.entries(PAGES)) {
      const words = async (javaScriptEnabled: boolean) => {
        const { page } = await site.open(path, { javaScriptEnabled });
        await page.waitForLoadState('networkidle');
        const text = await page.locator('main').innerText();
        await page.context().close();
        return text;
      };
      const [without, withIt] = [await words(false), await words(true)];
      expect(without.length, kind).toBeGreaterThan(20);
      // A button that only JavaScript can serve may come with it.
      const line = (text: string) =>
        text
          .split('\n')
          .filter((one) => !/^Copy/.test(one))
          .join('\n');
      expect(line(without), kind).toBe(line(withIt));
      expect(STATUS[kind as keyof typeof PAGES] ?? 200).toBeGreaterThan(0);
    }
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
    await page.waitForURL('**/papers?q=recommendation');
    expect(await page.locator('[data-card]').count()).toBeGreaterThan(0);
  });

  it('density and theme are chosen and remembered', async () => {
    const { page } = await site.open('/papers/trending', { ...plain, colorScheme: 'light' });
    await page.getByRole('button', { name: 'Abstracts' }).click();
    await page.waitForURL('**/papers/trending');
    expect(await page.locator('.list').getAttribute('data-density')).toBe('abstracts');
    const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.waitForURL('**/papers/trending');
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(light);
    expect(await page.locator('.list').getAttribute('data-density')).toBe('abstracts');
  });

  it('an abstract opens and closes in place', async () => {
    const { page } = await site.open('/papers', plain);
    const card = page
      .locator('[data-card]')
      .filter({ has: page.locator('[data-more]') })
      .nth(1);
    const height = async () => (await card.locator('.text').boundingBox())!.height;
    const closed = await height();
    await card.locator('label', { hasText: 'Whole abstract' }).click();
    expect(await height()).toBeGreaterThan(closed);
  });
});
