import axe from 'axe-core';
import { expect, it } from 'vitest';
import { describeSite, PAGES, STATUS } from '#test/harness/browser.ts';

const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [390, 1280] as const;

describeSite('every kind of page', (site) => {
  const kinds = Object.keys(PAGES) as (keyof typeof PAGES)[];

  it.each(kinds)('%s: answers with its status, breaks no policy, asks nobody else', async (kind) => {
    const { page, troubles } = await site.open('/healthz');
    const answer = await page.goto(PAGES[kind]);
    expect(answer?.status()).toBe(STATUS[kind] ?? 200);
    await page.waitForLoadState('networkidle');
    expect(await page.title()).not.toBe('owned');
    expect(await page.locator('main').count()).toBe(1);
    expect(await page.locator('h1').count()).toBe(1);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  const cases = kinds.flatMap((kind) => SCHEMES.flatMap((scheme) => WIDTHS.map((width) => ({ kind, scheme, width }))));

  it.each(cases)(
    '$kind, $scheme, $width px wide: axe finds no violation, nothing sticks out',
    async ({ kind, scheme, width }) => {
      const { page } = await site.open(PAGES[kind], { colorScheme: scheme, viewport: { width, height: 900 } });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run(document),
      );
      expect(
        violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes
              .map(({ html }) => html.slice(0, 160))
              .slice(0, 3)
              .join(' | ')}`,
        ),
      ).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await page.context().close();
    },
  );
});
