import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { describeSite, PAGES } from '#test/harness/browser.ts';
import { note } from '#test/harness/notes.ts';

const KB = 1_000;

describeSite('the weight of a first view', (site) => {
  it.each(['front', 'full day', 'paper'] as const)(
    '%s: under 100 kB of JavaScript and 300 kB in all, gzipped',
    async (kind) => {
      const { page } = await site.open('about:blank');
      const weights: { type: string; bytes: number }[] = [];
      const pending: Promise<void>[] = [];
      page.on('response', (response) => {
        const type = response.request().resourceType();
        // Fonts are packed already; the rest is weighed as gzip packs it, however the server sent it.
        pending.push(
          response
            .body()
            .then((body) => void weights.push({ type, bytes: type === 'font' ? body.length : gzipSync(body).length })),
        );
      });
      await page.goto(PAGES[kind]);
      await page.waitForLoadState('networkidle');
      await Promise.all(pending);
      const sum = (which: (type: string) => boolean) =>
        weights.filter(({ type }) => which(type)).reduce((all, { bytes }) => all + bytes, 0);
      const [scripts, fonts, all] = [sum((type) => type === 'script'), sum((type) => type === 'font'), sum(() => true)];
      note(
        `${kind}: ${(scripts / KB).toFixed(1)} kB of JavaScript, ${(fonts / KB).toFixed(1)} kB of fonts, ${(all / KB).toFixed(1)} kB in all, gzipped`,
      );
      expect(weights.length).toBeGreaterThan(3);
      expect(scripts).toBeLessThan(100 * KB);
      expect(all).toBeLessThan(300 * KB);
    },
  );

  it('what can be packed is sent packed', async () => {
    const { page } = await site.open('about:blank');
    const plain: string[] = [];
    page.on('response', (response) => {
      const packable = /html|javascript|css|json|svg/.test(response.headers()['content-type'] ?? '');
      const size = Number(response.headers()['content-length'] ?? 2_000);
      if (packable && size > 1_000 && !response.headers()['content-encoding'])
        plain.push(new URL(response.url()).pathname);
    });
    await page.goto(PAGES.front);
    await page.waitForLoadState('networkidle');
    expect(plain).toEqual([]);
  });
});
