import axe from 'axe-core';
import { expect, it } from 'vitest';
import { describeSite, KINDS, PAGES, STATUS } from '#test/harness/browser.ts';

const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [390, 1280] as const;

describeSite('every kind of page', (site) => {
  it.each(KINDS)('%s: has its status, breaks no policy, asks nobody else, gives axe nothing to find', async (kind) => {
    const { page, troubles } = await site.open('about:blank', { reducedMotion: 'reduce' });
    const answer = await page.goto(PAGES[kind]);
    expect(answer?.status()).toBe(STATUS[kind] ?? 200);
    expect(await page.title()).toMatch(/Offprint$/);
    expect(await page.locator('main').count()).toBe(1);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('main [style], main script').count()).toBe(0);
    await page.evaluate(axe.source);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        const found = await page.evaluate(async () => {
          const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
          return violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .map(({ html }) => html.slice(0, 160))
                .slice(0, 3)
                .join(' | ')}`,
          );
        });
        expect(found, `${colorScheme}, ${width} px`).toEqual([]);
      }
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(tooWide, `${width} px`).toBeLessThanOrEqual(0);
    }
    expect(troubles).toEqual([]);
  });
});
