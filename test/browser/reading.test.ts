import { expect, it } from 'vitest';
import { awake, describeSite, heightOf, paperColour } from '#test/harness/browser.ts';
import { FULL_DAY, HARD_DAY, HARD_PAPER_IDS, SAMPLE_DAY } from '#test/harness/hard-papers.ts';

describeSite('reading', (site) => {
  it('from the front page to a paper and back to the same place', async () => {
    const { page, troubles } = await site.open('/');
    await page.waitForURL('**/papers');
    expect(await page.locator('[data-card]').count()).toBe(56);
    const eighth = page.locator('[data-title]').nth(7);
    const title = await eighth.innerText();
    await eighth.scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => scrollY);
    await eighth.click();
    await page.waitForURL(/\/papers\/(?!date)[^/]+$/);
    await expect.poll(() => page.locator('h1').innerText()).toBe(title);
    await page.goBack();
    await page.waitForURL('**/papers');
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(scrolled);
    expect(troubles).toEqual([]);
  });

  it('earlier and later days, weeks and months lead there and back', async () => {
    const { page, troubles } = await site.open(`/papers/date/${SAMPLE_DAY}`);
    const heading = await page.locator('h1').innerText();
    await page.locator('.masthead a[rel=prev]').click();
    await page.waitForURL('**/papers/date/2026-06-17');
    await page.locator('.masthead a[rel=next]').click();
    await page.waitForURL(`**/papers/date/${SAMPLE_DAY}`);
    await expect.poll(() => page.locator('h1').innerText()).toBe(heading);
    for (const [way, address] of [
      ['Week', '/papers/week/2026-W25'],
      ['Month', '/papers/month/2026-06'],
      ['Day', '/papers/date/2026-06-18'],
      ['Trending', '/papers/trending'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Editions' }).getByRole('link', { name: way }).click();
      await page.waitForURL(`**${address}`);
      const link = page.getByRole('link', { name: way, exact: true });
      await expect.poll(() => link.getAttribute('aria-current')).toBe('page');
      expect(await page.locator('[data-card]').count()).toBeGreaterThan(0);
    }
    expect(troubles).toEqual([]);
  });

  it('the calendar and the date picker go to a day', async () => {
    const { page, troubles } = await site.open('/papers');
    await page.getByRole('link', { name: /^15 June 2026, 6 papers$|^Monday, 15 June 2026, 6 papers$/ }).click();
    await page.waitForURL(`**/papers/date/${HARD_DAY}`);
    // The field shows the new day once the page has changed; what is typed before that is lost.
    await expect.poll(() => page.getByLabel('Go to a day').inputValue()).toBe(HARD_DAY);
    await page.getByLabel('Go to a day').fill(FULL_DAY);
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await page.waitForURL(`**/papers/date/${FULL_DAY}`);
    await expect.poll(() => page.locator('.dateline').innerText()).toContain('200 papers');
    expect(troubles).toEqual([]);
  });

  it('a day of 200 papers is read in pages, each paper once', async () => {
    const { page } = await site.open(`/papers/date/${FULL_DAY}`);
    const seen: string[] = [];
    for (let part = 1; part <= 4; part++) {
      await expect.poll(() => page.locator('.pager').innerText()).toContain(`Page ${part} of 4`);
      const links = page.locator('[data-title]');
      seen.push(...(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))));
      if (part < 4) await page.locator('.pager a[rel=next]').click();
    }
    expect(seen).toHaveLength(200);
    expect(new Set(seen).size).toBe(200);
  });

  it('search finds by words, marks them, and goes by date when asked', async () => {
    const { page, troubles } = await site.open('/papers');
    await awake(page);
    await page.keyboard.press('/');
    await page.keyboard.type('Sequential DeepFake Detection');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === 'Sequential DeepFake Detection');
    await expect
      .poll(() => page.locator('[data-title]').first().innerText())
      .toContain('Sequential DeepFake Detection');
    expect(await page.locator('mark').count()).toBeGreaterThan(0);
    expect(await page.locator('input[type=search]').inputValue()).toBe('Sequential DeepFake Detection');
    expect(troubles).toEqual([]);
  });

  it('what is typed before the scripts come is kept', async () => {
    const { page } = await site.open('about:blank');
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    await page.route('**/_app/**/*.js', async (route) => {
      await released;
      await route.continue();
    });
    await page.goto('/papers', { waitUntil: 'commit' });
    await page.locator('input[type=search]').fill('recommendation');
    await page.getByLabel('Go to a day').fill(FULL_DAY);
    release();
    await awake(page);
    expect(await page.locator('input[type=search]').inputValue()).toBe('recommendation');
    expect(await page.getByLabel('Go to a day').inputValue()).toBe(FULL_DAY);
  });

  it('search goes straight to what an arXiv id names', async () => {
    const { page } = await site.open(`/papers?q=${encodeURIComponent(`https://arxiv.org/abs/${HARD_PAPER_IDS[1]}v3`)}`);
    expect(await page.locator('[data-title]').first().getAttribute('href')).toBe(`/papers/${HARD_PAPER_IDS[1]}`);
  });

  it('density and theme change at once and are remembered', async () => {
    const { page, troubles } = await site.open('/papers', { colorScheme: 'light' });
    await awake(page);
    const [light, lines] = [await paperColour(page), await heightOf(page)];
    const told = page.waitForResponse('**/preferences');
    await page.getByRole('button', { name: 'Titles' }).click();
    await expect.poll(() => heightOf(page)).toBeLessThan(lines / 1.2);
    await told;
    const toldAgain = page.waitForResponse('**/preferences');
    await page.getByRole('button', { name: 'Dark' }).click();
    await expect.poll(() => paperColour(page)).not.toBe(light);
    await toldAgain;
    await page.reload();
    expect(await heightOf(page)).toBeLessThan(lines / 1.2);
    expect(await paperColour(page)).not.toBe(light);
    expect(await page.getByRole('button', { name: 'Titles' }).getAttribute('aria-pressed')).toBe('true');
    expect(await page.getByRole('button', { name: 'Dark' }).getAttribute('aria-pressed')).toBe('true');
    expect(troubles).toEqual([]);
  });

  it('keys move, open, expand and show themselves', async () => {
    const { page, troubles } = await site.open('/papers');
    await awake(page);
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
    const titles = await page.locator('[data-title]').allInnerTexts();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await focused()).toBe(titles[1]);
    await page.keyboard.press('k');
    expect(await focused()).toBe(titles[0]);
    await page.keyboard.press('x');
    expect(await page.locator('[data-card]').first().locator('[data-more]').isChecked()).toBe(true);
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
    await page.keyboard.press('j');
    await page.keyboard.press('o');
    await page.waitForURL(/\/papers\/(?!date)[^/]+$/);
    expect(troubles).toEqual([]);
  });

  it('Tab reaches the skip link first, and the focus can be seen', async () => {
    const { page } = await site.open('/papers');
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return { words: element.textContent, outlineStyle, outlineWidth };
    });
    expect(focus.words).toMatch(/^Skip/);
    expect(focus.outlineStyle).not.toBe('none');
    expect(focus.outlineWidth).not.toBe('0px');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/papers#main');
  });

  it('a paper page has its acts, its citation to copy, its sources, and papers like it', async () => {
    const { page, troubles } = await site.open(`/papers/${HARD_PAPER_IDS[2]}`);
    expect(await page.locator('h1 math').count()).toBe(3);
    expect(await page.getByRole('link', { name: /arXiv/ }).first().getAttribute('href')).toBe(
      `https://arxiv.org/abs/${HARD_PAPER_IDS[2]}`,
    );
    expect(await page.getByRole('link', { name: /PDF/ }).first().getAttribute('href')).toContain(
      `arxiv.org/pdf/${HARD_PAPER_IDS[2]}`,
    );
    await page.getByText('Cite', { exact: true }).click();
    expect(await page.getByLabel('BibTeX', { exact: true }).innerText()).toMatch(/^@\w+\{/);
    expect(await page.getByRole('heading', { name: 'What each source said' }).isVisible()).toBe(true);
    expect(await page.getByRole('heading', { name: 'Similar papers' }).isVisible()).toBe(true);
    expect(await page.locator('.similar [data-title]').count()).toBeGreaterThan(0);
    expect(troubles).toEqual([]);
  });
});
