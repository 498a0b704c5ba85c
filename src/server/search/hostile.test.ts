import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { type Database, openDatabase } from '#db/open.ts';
import type { Sighting } from '#sources/sighting.ts';
import { chancePaper, WORDS } from '#test/harness/corpora.ts';
import { openerOf, testEmbedder } from '#test/harness/embedders.ts';
import { temporaryFolder } from '#test/harness/engines.ts';
import { invented } from '#test/harness/library.ts';
import { randomFrom } from '#test/harness/random.ts';
import { MOST_HITS } from './engine/engine.ts';
import { LONGEST_QUESTION, MOST_CLAUSES, MOST_WORDS } from './query/query.ts';
import { type SearchResult, search } from './search.ts';
import { openSearchIndex, type SearchIndex } from './search-index.ts';
import { bringIndexUpToDate } from './store/indexer.ts';
import { suggestions } from './suggest.ts';

const PAPERS = 2_500;
const PATIENCE_MS = 5_000;
const folder = temporaryFolder();
let database: Database;
let index: SearchIndex;

/** A paper that chance wrote, with a word that it alone has. */
function sighting(n: number, random: () => number): Sighting {
  const { title, abstract, authors = [], keywords = [], categories = [], votes = 0 } = chancePaper(random);
  return invented(n, {
    title: `${title} ${n}`,
    abstract: `${abstract ?? ''} Study, rare${n.toString(36)}x.`,
    authors: authors.map((name) => ({ name })),
    keywords,
    categories,
    upvotes: votes,
  });
}

beforeAll(async () => {
  database = await openDatabase({ dataDir: folder, databaseUrl: '' });
  const random = randomFrom(12);
  await ingest(
    database.db,
    Array.from({ length: PAPERS }, (_, n) => sighting(n, random)),
  );
  index = await openSearchIndex(`${folder}/index`, openerOf({ builtIn: testEmbedder() }));
  await bringIndexUpToDate(index, database.db, { holder: 'test' });
});

afterAll(async () => {
  await index.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Whatever was typed: an answer whose numbers fit together, within what is promised, and not after minutes. */
async function answered(text: string): Promise<SearchResult> {
  const started = performance.now();
  const [relevant, newest] = await Promise.all(
    (['relevance', 'date'] as const).map((order) =>
      search(index, database.db, { text, order, offset: 0, limit: 50, facets: true, explain: true }),
    ),
  );
  for (const { hits, total, reachable, query, facets, corrections } of [relevant!, newest!]) {
    expect(hits.length).toBe(Math.min(50, reachable));
    expect(reachable).toBeLessThanOrEqual(MOST_HITS);
    expect(total).toBeLessThanOrEqual(PAPERS);
    expect(query.words.split(' ').length).toBeLessThanOrEqual(MOST_WORDS);
    expect(query.words.length).toBeLessThanOrEqual(LONGEST_QUESTION);
    expect(query.clauses.length).toBeLessThanOrEqual(MOST_CLAUSES);
    expect(corrections.length).toBeLessThanOrEqual(MOST_WORDS);
    for (const { count } of facets?.years ?? []) expect(count).toBeLessThanOrEqual(total);
    for (const { score, paper } of hits) expect([paper.id, Number.isFinite(score)]).toEqual([paper.id, true]);
  }
  const { titles, authors, categories } = await suggestions(index, database.db, text, 10);
  for (const list of [titles, authors, categories]) expect(list.length).toBeLessThanOrEqual(10);
  expect(performance.now() - started).toBeLessThan(PATIENCE_MS);
  return relevant!;
}

const times = (text: string, count: number) => Array.from({ length: count }, () => text).join('');

const LONG: [string, string][] = [
  ['one letter', times('a', 10_000)],
  ['one-letter words', times('a ', 5_000)],
  ['a frequent word again and again', times('zebra ', 1_700)],
  ['quotation marks', times('"', 10_000)],
  ['parentheses', times('(', 10_000)],
  ['minus signs before words', times('-zebra ', 1_500)],
  ['conditions', times('cat:cs.CL author:"Wei Chen" ', 400)],
  ['different conditions', Array.from({ length: 900 }, (_, n) => `title:w${n}`).join(' ')],
  ['emoji', times('🦘', 5_000)],
  ['halves of emoji', times('\ud83e', 10_000)],
  ['letters with many marks', times(`e${times('\u0301', 50)}`, 200)],
  ['words without spaces between', times('深度学习', 2_500)],
  ['line breaks', times('\n', 10_000)],
  ['nulls', times('\u0000', 10_000)],
];

test.each(LONG)('ten thousand characters: %s', async (_, text) => {
  expect(text.length).toBeGreaterThan(9_000);
  await answered(text);
});

const SIGNS = [
  ...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~«»“”‘’…—–¿¡€™∑∀∅⊕',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\u0007',
  '\ud800',
];

test('signs alone, singly and together, find nothing and break nothing', async () => {
  const random = randomFrom(4);
  for (const sign of SIGNS) expect((await answered(sign)).hits).toEqual([]);
  for (let n = 0; n < 30; n++) {
    const signs = Array.from({ length: 1 + n }, () => SIGNS[Math.floor(random() * SIGNS.length)]).join(
      n % 2 ? ' ' : '',
    );
    await answered(signs);
    await answered(`${signs}zebra${signs}`);
  }
});

test.each([
  'AND OR NOT (((',
  'NOT',
  'NOT NOT zebra',
  'OR OR zebra OR',
  '((zebra AND) OR (NOT vortex',
  ')zebra(',
  '-"zebra',
  '--zebra',
  '-author:!!! zebra',
  'title: author: cat: org: year: has: id:',
  'title:"" author:"" -""',
  'cat:* cat:** cat:.* cat:cs.*.*',
  'year:0000 year:99999 year:2024-2020 after:never before:2024-13-45',
  'id:../../etc/passwd id:%00',
  'has:everything source:* org:*',
  'zebra~2 vortex^9 ker*el w?mbat [a TO b] {x TO *}',
  '_exists_:title AND *:*',
])('what means nothing gets an answer: %s', async (text) => {
  await answered(text);
  await answered(text.toLowerCase());
  await answered(`zebra ${text} vortex`);
});

describe('what would be an order elsewhere is words here', () => {
  test.each([
    "'; drop table papers; --",
    "' OR '1'='1",
    "id = '' OR revision > 0",
    "x') OR true OR id IN ('",
    'author:"\'; delete from papers; --"',
    "id:\"2601.00001' OR '1'='1\"",
    '$\u007b7*7} {{7*7}} #{7*7} $(id) `id`',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '__proto__ constructor prototype toString hasOwnProperty',
    'title:__proto__ cat:constructor source:__proto__ has:toString',
    '{"$gt": ""} [object Object] null undefined NaN',
    '..\\..\\ file:///etc/passwd http://[::1]/',
    '\u001b[31m \r\n\r\nHost: example.org',
    '%s%s%n %2e%2e%2f &lt;b&gt;',
  ])('%s', async (text) => {
    await answered(text);
    expect((await answered('study')).total).toBe(PAPERS);
  });
});

test.each([
  'שלום עולם',
  'مرحبا بالعالم zebra',
  '\u202ezebra\u202c',
  '\u2067vortex\u2069 שלום',
  'ＺＥＢＲＡ',
  'ẑ̷e̸b̵r̶a̴',
  '🦘 zebra 🦓',
  'İstanbul ı ß ﬁ',
])('other scripts and directions: %s', async (text) => {
  await answered(text);
});

test('marks of direction around a word do not hide it, nor do wide letters', async () => {
  const { total } = await answered('zebra');
  expect(total).toBeGreaterThan(100);
  for (const text of ['\u202ezebra\u202c', '\u2067zebra\u2069', '\ufeffzebra', 'ＺＥＢＲＡ', '🦓 zebra 🦓']) {
    expect([text, (await answered(text)).total]).toEqual([text, total]);
  }
});

test('a very long phrase', async () => {
  const { hits } = await answered('"zebra"');
  const abstract = hits.map(({ paper }) => paper.abstract ?? '').reduce((a, b) => (b.length > a.length ? b : a), '');
  const whole = abstract.replace(/[^a-z0-9 ]/gi, '');
  expect((await answered(`"${whole}"`)).total).toBe(1);
  expect((await answered(`"${whole} zebra"`)).total).toBe(0);
  expect((await answered(`"${times('zebra vortex ', 800)}"`)).total).toBe(0);
  expect((await answered(`-"${times('of ', 600)}"`)).total).toBe(PAPERS);
});

test('64 words that few papers have, 64 that nobody wrote, and all that everybody has', async () => {
  const rare = Array.from({ length: 64 }, (_, n) => `rare${(n * 31).toString(36)}x`);
  const found = await answered(rare.join(' '));
  expect([found.total, found.matched]).toEqual([64, 'any']);
  const unheard = Array.from({ length: 64 }, (_, n) => `unheard${n.toString(36)}of`);
  expect(await answered(unheard.join(' '))).toMatchObject({ total: 0, corrections: [] });
  const frequent = Array.from({ length: 64 }, (_, n) => WORDS[n % WORDS.length]);
  expect((await answered(frequent.join(' '))).total).toBeGreaterThan(0);
  const slips = WORDS.slice(0, 12).map((word) => `${word.slice(0, 2)}q${word.slice(2)}`);
  expect((await answered(slips.join(' '))).corrections.length).toBeGreaterThan(8);
});
