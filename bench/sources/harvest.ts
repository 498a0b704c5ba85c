/**
 * `npm run bench:harvest [RECORDS]`: harvests a list of OAI-PMH records, 500,000 of them unless told, from a stand-in in a
 * process of its own, with the gate off, into a fresh SQLite. Prints records a second beside the limit of 3,000, memory
 * along the way, and what the database grew by; beside it, in the same run, what parsing alone reaches.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#db/open.ts';
import { followedStreams, harvestJob, type JobsOf } from '#jobs/jobs.ts';
import { ensureRows } from '#jobs/rows.ts';
import { runJob } from '#jobs/run.ts';
import { arxiv } from '#sources/arxiv/source.ts';
import { askPatiently } from '#sources/ask/retry.ts';
import type { Page } from '#sources/source.ts';
import { machineLine } from '../machine.ts';
import { startOaiServer } from './oai-server.ts';

const RECORDS = Number(process.argv[2] ?? 500_000);
const LIMIT = 3_000;
const TOLD_EVERY = RECORDS / 10;
const megabytes = (bytes: number) => Math.round(bytes / 1e6).toLocaleString('en');
const perSecond = (count: number, ms: number) => Math.round((count / ms) * 1000).toLocaleString('en');

const folder = mkdtempSync(join(tmpdir(), 'offprint-harvest-'));
const sizeOnDisk = () =>
  ['', '-wal'].reduce(
    (sum, end) => sum + (statSync(join(folder, `offprint.sqlite${end}`), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );

console.log(machineLine());
const server = await startOaiServer(RECORDS);
const database = await openDatabase({ dataDir: folder, databaseUrl: '' });
const { db, engine } = database;
const signal = new AbortController().signal;
const spent = { asking: 0, parsing: 0 };
let bytes = 0;

const of: JobsOf = {
  db,
  engine,
  followed: [],
  enriched: [],
  askFor:
    ({ courtesy }) =>
    async (ask) => {
      const started = performance.now();
      const how = { courtesy: { ...courtesy, everyMs: 0 }, holder: 'bench', signal, version: '0', contact: '' };
      const { body } = await askPatiently(db, ask, { ...how, trusted: [new URL(server.url).origin] });
      spent.asking += performance.now() - started;
      bytes += body.length;
      return body;
    },
};
const addresses = { rss: server.url, oai: server.url, api: server.url };
const [list] = followedStreams([{ source: arxiv, chosen: { values: ['cs'], addresses, key: '' } }]).filter(
  ({ stream }) => stream.name.startsWith('changes'),
);
const parse = list!.stream.parse.bind(list!.stream);
list!.stream.parse = (...given): Page<unknown> => {
  const started = performance.now();
  const page = parse(...given);
  spent.parsing += performance.now() - started;
  return page;
};

console.log(
  '\n| records | a second so far | memory of the process (MB) | database (MB) |\n| ---: | ---: | ---: | ---: |',
);
let told = 0;
const started = performance.now();
const job = harvestJob(list!, of, list!.stream.from!('2024-01-01', { now: new Date() }));
await ensureRows(db, [job], [], new Date());
const ran = await runJob(db, job, {
  holder: 'bench',
  signal,
  onProgress({ done }) {
    if (done < told + TOLD_EVERY) return;
    told = done;
    console.log(
      `| ${done.toLocaleString('en')} | ${perSecond(done, performance.now() - started)} | ${megabytes(process.memoryUsage().rss)} | ${megabytes(sizeOnDisk())} |`,
    );
  },
});
const whole = performance.now() - started;
if (ran.outcome !== 'done') throw new Error(`The harvest ended as ${ran.outcome}.`, { cause: ran });
const { new: fresh = 0, merged = 0, unchanged = 0 } = ran.done.counts;
const records = fresh + merged + unchanged;
const rate = (records / whole) * 1000;
console.log(`
${ran.done.summary}.
Parse and merge: ${perSecond(records, whole)} records/s, ${(rate / LIMIT).toFixed(2)} of ${LIMIT.toLocaleString('en')}, over HTTP and durable (${megabytes(bytes)} MB of XML).
Without waiting for the stand-in, which shares the cores: ${perSecond(records, whole - spent.asking)} records/s.
Parsing alone: ${perSecond(records, spent.parsing)} records/s.
Database: ${megabytes((sizeOnDisk() / records) * 100_000)} MB for 100,000 papers.`);
await server.close();
await database.close();
rmSync(folder, { recursive: true, force: true });
