import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { connect, type Database } from '#db/open.ts';
import { ended, environmentOf, startNode } from './harness/child.ts';
import { describeEngines, type Place, temporaryFolder } from './harness/engines.ts';
import { note } from './harness/notes.ts';
import { inventedPaper, jsonLines } from './harness/papers.ts';
import { freshSeed, randomFrom } from './harness/random.ts';

const KILLS = 50;
/** Kills that one place suffers before its import is let through. */
const KILLS_A_PLACE = 5;
const BATCH = 20;
const RECORDS = 1_000;

/** Every ninth record is a later showing of an earlier paper, so that merging is killed too. */
const records = Array.from({ length: RECORDS }, (_, at) =>
  at % 9 === 8 ? inventedPaper(at - 6, { upvotes: 1_000 + at, observedAt: '2026-06-19T06:00:00Z' }) : inventedPaper(at),
);

const folder = temporaryFolder();
const file = join(folder, 'papers.jsonl');
writeFileSync(file, jsonLines(records));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  /** Records that the import had reported as done when it ended. */
  done: number;
  /** Milliseconds to the first report, and to the end. */
  first: number;
  whole: number;
  signal: NodeJS.Signals | null;
  code: number | null;
  stderr: string;
}

/** Imports the file in a process of its own; `onReport` hears of each report and may kill it. */
async function importing(
  at: Place,
  onStart: (kill: () => void) => void,
  onReport: (done: number, kill: () => void) => void,
): Promise<Run> {
  const started = performance.now();
  const args = ['bin/offprint.js', 'import', '--no-index', '--batch', String(BATCH), file];
  const child = startNode(args, { env: environmentOf(at) });
  const kill = () => child.kill('SIGKILL');
  let done = 0;
  let first = 0;
  createInterface(child.stdout!).on('line', (line) => {
    const count = /: (\d+) records done$/.exec(line)?.[1];
    if (count === undefined) return;
    done = Number(count);
    first ||= performance.now() - started;
    onReport(done, kill);
  });
  onStart(kill);
  const { signal, code, stderr } = await ended(child);
  return { done, first, whole: performance.now() - started, signal, code, stderr };
}

const unharmed = (at: Place) =>
  importing(
    at,
    () => {},
    () => {},
  );

async function everyPaper({ db }: Database) {
  return {
    papers: await db.selectFrom('papers').selectAll().orderBy('id').execute(),
    sightings: await db
      .selectFrom('sightings')
      .select(['source', 'source_key', 'digest', 'paper_id'])
      .orderBy('digest')
      .execute(),
    placements: await db
      .selectFrom('placements')
      .selectAll()
      .orderBy('section')
      .orderBy('day')
      .orderBy('paper_id')
      .execute(),
  };
}

/** What must hold at any moment: what was reported is there, whole batches only, nothing twice, no row astray. */
async function examine(opened: Database, done: number): Promise<void> {
  const { db, engine } = opened;
  const tables = await db.introspection.getTables();
  if (tables.length === 0) return expect(done).toBe(0);
  const sightings = await db.selectFrom('sightings').select(['arxiv_id', 'paper_id', 'digest']).execute();
  const seen = new Set(sightings.map(({ arxiv_id }) => arxiv_id));
  expect(records.slice(0, done).filter(({ arxivId }) => !seen.has(arxivId))).toEqual([]);
  expect(sightings.length).toBeGreaterThanOrEqual(done);
  expect(sightings.length % BATCH).toBe(0);
  expect(new Set(sightings.map(({ digest }) => digest)).size).toBe(sightings.length);
  const papers = (await db.selectFrom('papers').select('id').execute()).map(({ id }) => id);
  expect(new Set(papers)).toEqual(new Set(sightings.map(({ paper_id }) => paper_id)));
  expect(papers.length).toBe(seen.size);
  if (engine === 'sqlite') {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
    expect(rows).toEqual([{ integrity_check: 'ok' }]);
  }
}

describeEngines('an import killed at any moment', ({ engine, place }) => {
  it(`keeps what it reported, and the next run brings the rest (${KILLS} kills)`, { timeout: 300_000 }, async () => {
    const seed = freshSeed();
    const random = randomFrom(seed);
    const reference = await place();
    const whole = await unharmed(reference);
    expect(whole, whole.stderr).toMatchObject({ code: 0, done: RECORDS });
    const expected = await withDatabase(reference, everyPaper);
    const perBatch = (whole.whole - whole.first) / (RECORDS / BATCH);

    let kills = 0;
    let late = 0;
    const moments: number[] = [];
    while (kills < KILLS) {
      const at = await place();
      for (let turn = 0; turn < KILLS_A_PLACE && kills < KILLS; turn++) {
        const batch = Math.floor(random() * (RECORDS / BATCH + 8)) - 8;
        const delay = random() * perBatch;
        const soon = random() * whole.first;
        const run = await importing(
          at,
          (kill) => void (batch < 0 && sleep(soon).then(kill)),
          (done, kill) => void (batch >= 0 && done === (batch + 1) * BATCH && sleep(delay).then(kill)),
        );
        if (run.signal === 'SIGKILL') kills += 1;
        else late += 1;
        moments.push(run.done / BATCH);
        await withDatabase(at, (opened) => examine(opened, run.done)).catch((error) => {
          throw new Error(`Kill ${kills} after ${run.done} records, TEST_SEED=${seed}: ${error.message}`, {
            cause: error,
          });
        });
      }
      expect(await unharmed(at)).toMatchObject({ code: 0, done: RECORDS });
      expect(await withDatabase(at, everyPaper), `TEST_SEED=${seed}`).toEqual(expected);
    }
    moments.sort((a, b) => a - b);
    note(
      `${engine}: ${kills} imports killed after ${moments[0]} to ${moments.at(-1)} of ${RECORDS / BATCH} batches ` +
        `(median ${moments[moments.length >> 1]}), ${late} ended first; TEST_SEED=${seed}`,
    );
  });
});

async function withDatabase<T>(at: Place, work: (opened: Database) => Promise<T>): Promise<T> {
  const opened = connect(at);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
