import { accessSync, constants, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { offprint } from './child.ts';
import { type Place, temporaryFolder } from './engines.ts';
import { EMPTY_DAY, FULL_DAY, HARD_DAY, HARD_PAPER_IDS, hardPapers, LONELY_DAY } from './hard-papers.ts';
import { note } from './notes.ts';
import { jsonLines } from './papers.ts';
import { type RunningServer, startServer } from './server.ts';

/** One address of every kind of page. */
export const PAGES = {
  front: '/papers',
  'hard day': `/papers/date/${HARD_DAY}`,
  'full day': `/papers/date/${FULL_DAY}`,
  'lonely day': `/papers/date/${LONELY_DAY}`,
  'empty day': `/papers/date/${EMPTY_DAY}`,
  week: '/papers/week/2026-W25',
  month: '/papers/month/2026-06',
  trending: '/papers/trending',
  search: '/papers?q=diffusion',
  'search in vain': '/papers?q=zyzzyvaxyl',
  'search with conditions': '/papers?q=models+has%3Acode+foo%3A+year%3A2026&explain=1&order=votes',
  'conditions in vain': '/papers?q=cat%3Amath.AG+year%3A1999',
  'hostile search': `/papers?q=${encodeURIComponent('author:"</title><script>alert(1)</script>" <b>x</b> \u202e')}`,
  like: `/papers/like?id=${HARD_PAPER_IDS[5]}&id=${HARD_PAPER_IDS[2]}&id=no-such-paper`,
  'like one': `/papers/like/${HARD_PAPER_IDS[4]}?order=date`,
  'like none': '/papers/like',
  paper: `/papers/${HARD_PAPER_IDS[0]}`,
  'paper of eighty': `/papers/${HARD_PAPER_IDS[1]}`,
  'paper with maths': `/papers/${HARD_PAPER_IDS[2]}`,
  'paper without abstract': `/papers/${HARD_PAPER_IDS[3]}`,
  'paper in two directions': `/papers/${HARD_PAPER_IDS[4]}`,
  'hostile paper': `/papers/${HARD_PAPER_IDS[5]}`,
  api: '/api',
  'unknown paper': '/papers/2101.99999',
  'no such day': '/papers/date/2026-02-30',
  'no such address': '/nowhere/at/all',
} as const;

export type Kind = keyof typeof PAGES;
export const KINDS = Object.keys(PAGES) as Kind[];

/** The statuses that are not 200. */
export const STATUS: Partial<Record<Kind, number>> = {
  'unknown paper': 404,
  'no such day': 400,
  'no such address': 404,
};

/** Debian's Chromium, or the one in CHROMIUM_PATH; undefined when there is none. */
export function findChromium(): string | undefined {
  const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
}

export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
];

/** The sample and the hard papers behind a built server, and a browser before it. */
export interface Site {
  readonly url: string;
  readonly place: Place;
  readonly browser: Browser;
  /** Opens an address in a fresh profile; what goes wrong on the page is gathered in `troubles`. */
  open(path: string, options?: BrowserContextOptions): Promise<{ page: Page; troubles: string[] }>;
}

/** Starts a server on a fresh place that holds the sample and the hard papers. */
export async function startHardSite(): Promise<RunningServer & { place: Place }> {
  const place = { dataDir: temporaryFolder(), databaseUrl: '' };
  const server = await startServer(place);
  const file = join(place.dataDir, 'hard.jsonl');
  writeFileSync(file, jsonLines(hardPapers()));
  const { code, stderr } = await offprint(place, ['import', file]);
  if (code !== 0) throw new Error(`The hard papers were not imported: ${stderr}`);
  return { ...server, place };
}

/** Runs a suite before one site; skipped by name where there is no Chromium. */
export function describeSite(name: string, suite: (site: Site) => void): void {
  const executablePath = findChromium();
  if (!executablePath) {
    note(`no Chromium at CHROMIUM_PATH or /usr/bin/chromium: “${name}” is left out`);
    describe.skip(`${name} (no Chromium)`, () => suite({} as Site));
    return;
  }
  describe(name, () => {
    let server: Awaited<ReturnType<typeof startHardSite>>;
    let browser: Browser;
    beforeAll(async () => {
      [server, browser] = await Promise.all([
        startHardSite(),
        chromium.launch({ executablePath, args: CHROMIUM_FLAGS }),
      ]);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      if (server) rmSync(server.place.dataDir, { recursive: true, force: true });
    });
    suite({
      get url() {
        return server.url;
      },
      get place() {
        return server.place;
      },
      get browser() {
        return browser;
      },
      async open(path, options) {
        const context = await browser.newContext({ baseURL: server.url, ...options });
        // Sooner than a test gives up, so that what was waited for in vain is named.
        context.setDefaultTimeout(15_000);
        const page = await context.newPage();
        const troubles = watch(page, server.url);
        await page.goto(path);
        return { page, troubles };
      },
    });
  });
}

/** Gathers errors on the console (policy violations show there), uncaught errors, and requests that leave the site. */
function watch(page: Page, origin: string): string[] {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    const expected = /^Failed to load resource: the server responded with a status of 40[04]/.test(message.text());
    if (message.type() === 'error' && !(expected && message.location().url === page.url()))
      troubles.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) troubles.push(`left the site for ${url}`);
  });
  page.on('requestfailed', (request) => {
    // What was fetched ahead for a link is given up when another one is followed.
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()} ${why}`);
  });
  return troubles;
}

/** Waits until the page's scripts have taken it over: until then keys do nothing. */
export const awake = (page: Page) => page.getByRole('button', { name: 'Keys' }).waitFor();

/** The colour behind everything. */
export const paperColour = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

/** How long the page is, in CSS pixels. */
export const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);
