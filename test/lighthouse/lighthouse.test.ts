import { rmSync } from 'node:fs';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, findChromium, PAGES, startHardSite } from '#test/harness/browser.ts';
import { note } from '#test/harness/notes.ts';
import { freePort } from '#test/harness/port.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const AIM = 95;

const executablePath = findChromium();
if (!executablePath) note('no Chromium at CHROMIUM_PATH or /usr/bin/chromium: Lighthouse is left out');

describe.skipIf(!executablePath)('Lighthouse', () => {
  let server: Awaited<ReturnType<typeof startHardSite>>;
  beforeAll(async () => {
    server = await startHardSite();
  });
  afterAll(async () => {
    await server?.stop();
    if (server) rmSync(server.place.dataDir, { recursive: true, force: true });
  });

  // A score falls by some points while the machine is busy with something else; a page that is slow is slow each time.
  it.each(['front', 'paper with maths'] as const)(
    'gives the %s page 95 or more in all four',
    { retry: 2, timeout: 120_000 },
    async (kind) => {
      const port = await freePort();
      const browser = await chromium.launch({
        ...(executablePath && { executablePath }),
        args: [...CHROMIUM_FLAGS, `--remote-debugging-port=${port}`],
      });
      try {
        const run = await lighthouse(`${server.url}${PAGES[kind]}`, {
          port,
          onlyCategories: CATEGORIES,
          logLevel: 'error',
        });
        const { categories, audits } = run!.lhr;
        const scores = CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)] as const);
        note(`${kind}: ${scores.map(([name, score]) => `${name} ${score}`).join(', ')}`);
        const lost = Object.values(audits).filter(({ score }) => score !== null && score < 0.9);
        const why = lost.map(({ id, displayValue }) => `${id} ${displayValue ?? ''}`).join('; ');
        for (const [name, score] of scores) expect(score, `${name}: ${why}`).toBeGreaterThanOrEqual(AIM);
      } finally {
        await browser.close();
      }
    },
  );
});
