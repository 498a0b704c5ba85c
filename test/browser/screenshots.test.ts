import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { awake, describeSite, PAGES } from '#test/harness/browser.ts';
import { REPOSITORY } from '#test/harness/child.ts';
import { note } from '#test/harness/notes.ts';

const FOLDER = join(REPOSITORY, 'test/results/screenshots');
const WIDTHS = [390, 820, 1280, 1920];
const SCHEMES = ['light', 'dark'] as const;
const SHOWN = [
  'front',
  'hard day',
  'lonely day',
  'full day',
  'paper',
  'paper of eighty',
  'paper with maths',
  'paper in two directions',
  'search',
  'search with conditions',
  'like',
  'empty day',
  'unknown paper',
] as const;

describeSite('how it looks', (site) => {
  beforeAll(() => {
    mkdirSync(FOLDER, { recursive: true });
    note('screenshots are in test/results/screenshots');
  });

  it.each(SHOWN)('%s: nothing sticks out at any width, and nothing shifts while it loads', async (kind) => {
    const { page } = await site.open('about:blank', { reducedMotion: 'reduce' });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: Math.round(width < 500 ? width * 2 : width * 0.7) });
      await page.goto(PAGES[kind]);
      await awake(page);
      await page.evaluate(() => document.fonts.ready);
      expect(await shiftOf(page), `${width} px`).toBeLessThan(0.01);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        `${width} px`,
      ).toBeLessThanOrEqual(0);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(FOLDER, `${kind.replaceAll(' ', '-')}-${width}-${colorScheme}.png`) });
      }
    }
    await page.context().close();
  });
});

/** What moved since the page came, as Chromium scores it (https://web.dev/articles/cls). */
function shiftOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}
