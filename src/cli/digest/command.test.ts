import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { offprint } from '#test/harness/child.ts';
import { type Place, temporaryFolder } from '#test/harness/engines.ts';
import { inventedPaper, jsonLines } from '#test/harness/papers.ts';

let place: Place;
const digest = (...args: string[]) => offprint(place, ['digest', ...args], { ORIGIN: 'https://papers.example.org' });

beforeAll(async () => {
  place = { dataDir: temporaryFolder(), databaseUrl: '' };
  const file = join(place.dataDir, 'papers.jsonl');
  writeFileSync(file, jsonLines([1, 2, 3].map((number) => inventedPaper(number))));
  expect(await offprint(place, ['import', file])).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(place.dataDir, { recursive: true, force: true }));

it('writes the latest front page as a page, as text and as a mail', async () => {
  const { code, stdout, stderr } = await digest('--preview', '--limit', '2');
  expect([code, stderr]).toEqual([0, '']);
  const folder = join(place.dataDir, 'mail', 'preview');
  const [html, text, eml] = ['html', 'txt', 'eml'].map((kind) => {
    expect(stdout).toContain(`  ${join(folder, `digest.${kind}`)}\n`);
    return readFileSync(join(folder, `digest.${kind}`), 'utf8');
  });
  expect(stdout).toMatch(/^“Invented result \d: .*, and 1 more · Front page”, 2 papers:\n/);
  expect(html).toMatch(/^<!doctype html>/);
  expect(text).toContain('1 more paper on the web:\nhttps://papers.example.org/papers/date/2026-06-18\n');
  expect(eml).toMatch(/^From: Offprint </);
});

it('prints the text of another list, and writes elsewhere', async () => {
  const { code, stdout } = await digest('--preview', '--text', 'https://papers.example.org/papers/trending');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Invented result \d: .*, and 2 more · Trending\n\nTrending\n/);
  const folder = join(place.dataDir, 'else where');
  expect(await digest('--preview', '--to', folder, '/papers?q=invented')).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'digest.txt'), 'utf8')).toMatch(/^“invented”\n/);
});

it('says what it does not understand, and that a list is empty', async () => {
  const refused: [string[], RegExp][] = [
    [
      ['--preview', '/papers/2503.11792'],
      /^“\/papers\/2503.11792” is no list of papers. Name one: \/papers, [^\n]+\n$/,
    ],
    [['--preview', '/papers', '/papers/week'], /^One list at a time\. [^\n]+\n$/],
    [[], /^Nothing to do\. Run: offprint digest --preview [^\n]+\n$/],
  ];
  for (const [args, words] of refused) {
    const { code, stdout, stderr } = await digest(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(words);
  }
  const empty = await digest('--preview', '/papers/date/2026-06-13');
  expect(empty).toMatchObject({ code: 0, stdout: 'The list is empty: there is nothing to send.\n' });
});
