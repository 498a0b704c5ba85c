/**
 * `npm run bench:delivery`: how fast digests are written and sent, and how fast feeds and API answer who has them already.
 * Prints one table in Markdown, each figure beside its limit.
 *
 *   --data FILE       a file of papers (default: the Daily Papers in ../shared/data, else the bundled sample)
 *   --parts PARTS     of `render,send,answer`, those that are wanted (default all)
 *   --mails N         digests to be sent (default 2000)
 *   --seconds N       how long each address is asked (default 4)
 *
 * BENCH_DATABASE_URL has the ledger on PostgreSQL in place of SQLite.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/open.ts';
import { digestOf, digestSource, type UnsignedDigest } from '#delivery/digest/for-subscriber.ts';
import { linkMaker } from '#delivery/digest/links.ts';
import { renderDigest } from '#delivery/digest/render.ts';
import type { Writing } from '#jobs/digests/mail.ts';
import type { SearchIndex } from '#search/index.ts';
import { ensureBuilt } from '../../src/cli/start/build.ts';
import { runNode } from '../child.ts';
import { machineLine } from '../machine.ts';
import type { Row } from '../row.ts';
import { measureAnswers } from './answers.ts';
import { measureRendering } from './rendering.ts';
import { measureSending } from './sending.ts';

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'bin/offprint.js');
const FILES = [
  join(ROOT, '../shared/data/hf-daily-2024-2026.jsonl.gz'),
  join(ROOT, 'sample/daily-papers-2026-06-18.txt'),
];
const ORIGIN = 'https://papers.example.org';
const PAPERS = 20;
const RENDERED = 1_000;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: FILES.find((file) => existsSync(file)) ?? '' },
    parts: { type: 'string', default: 'render,send,answer' },
    mails: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '4' },
  },
});
if (!existsSync(values.data)) throw new Error(`${values.data} is not there. Name a file of papers: --data FILE`);
const parts = values.parts.split(',');

/** A digest of the front page's latest week, and what mails are made with. */
async function realDigest(data: string): Promise<{ digest: UnsignedDigest; writing: Writing }> {
  const { db, close } = await openDatabase({ dataDir: data, databaseUrl: '' });
  // The front page is read from the catalogue alone.
  const source = await digestSource({ db, index: undefined as unknown as SearchIndex }, '/papers', 'weekly');
  const digest = digestOf(source, source.papers, { origin: ORIGIN, day: '2026-06-18', most: PAPERS });
  const linkFor = await linkMaker(db, ORIGIN);
  await close();
  return { digest, writing: { from: 'digest@papers.example.org', origin: ORIGIN, render: renderDigest, linkFor } };
}

const data = mkdtempSync(join(tmpdir(), 'offprint-delivery-'));
const load = loadavg();
const rows: Row[] = [];
try {
  await ensureBuilt(ROOT, (line) => console.error(line));
  await runNode([PROGRAM, 'import', values.data], { OFFPRINT_DATA: data });
  const { digest, writing } = await realDigest(data);
  if (parts.includes('render')) {
    const content = JSON.stringify(digest);
    const row = { id: 1, subscriber: 1, edition: '2026-06-18', kind: 'digest' as const, domain: 'example.org' };
    const rest = { message_id: 'bench', tries: 0, token: 0, address: 'ada@example.org', list: '/papers' };
    rows.push(...(await measureRendering({ ...row, ...rest, content }, writing, RENDERED)));
  }
  if (parts.includes('send')) {
    rows.push(await measureSending(digest, writing, Number(values.mails), process.env.BENCH_DATABASE_URL ?? ''));
  }
  if (parts.includes('answer')) rows.push(...(await measureAnswers(data, Number(values.seconds))));
} finally {
  rmSync(data, { recursive: true, force: true });
}
console.log(`\n${machineLine(load)}\n`);
console.log('| what | figure | beside |\n|---|---|---|');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
