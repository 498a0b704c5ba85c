import { createReadStream, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveId, sightingsOf } from '#catalogue/find.ts';
import { ingest } from '#catalogue/ingest.ts';
import { openDatabase } from '#db/open.ts';
import type { Db } from '#db/schema.ts';
import { readPaperFile } from '#sources/file/read.ts';
import type { Sighting } from '#sources/sighting.ts';
import { temporaryFolder } from './harness/engines.ts';

const ROOT = join(import.meta.dirname, '..');
const SAMPLE = join(ROOT, 'sample/daily-papers-2026-06-18.txt');
const LARGE = ['arxiv-2025-2026.jsonl.gz', 'hf-daily-2024-2026.jsonl.gz'].map((name) =>
  join(ROOT, '../shared/data', name),
);
const missing = LARGE.filter((file) => !existsSync(file));

/** The sample's papers that the two large files know by an arXiv id; the other 45 are older than the files. */
const KNOWN = [
  ...['2409.02877', '2503.11792', '2504.09973', '2505.20278', '2507.07015', '2508.08812'],
  ...['2509.06482', '2510.18250', '2511.00335', '2604.01152', '2605.00915'],
];

async function importFile(db: Db, file: string): Promise<number> {
  let records = 0;
  let batch: Sighting[] = [];
  for await (const reading of readPaperFile(createReadStream(file), { name: file, now: new Date() })) {
    records += 1;
    if ('rejected' in reading) throw new Error(`line ${reading.line}: ${reading.rejected}`);
    batch.push(reading.sighting);
    if (batch.length < 1_000) continue;
    await ingest(db, batch);
    batch = [];
  }
  await ingest(db, batch);
  return records;
}

test.skipIf(missing.length > 0)(
  `real data: exactly ${KNOWN.length} papers of the sample merge with their arXiv ids${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}`,
  { timeout: 300_000 },
  async () => {
    const dataDir = temporaryFolder();
    const { db, close } = await openDatabase({ dataDir, databaseUrl: '' });
    try {
      expect(await importFile(db, SAMPLE)).toBe(56);
      const before = await db.selectFrom('papers').select('id').execute();
      expect(await importFile(db, LARGE[0]!)).toBe(118_620);
      expect(await importFile(db, LARGE[1]!)).toBe(9_877);

      const redirects = await db.selectFrom('redirects').selectAll().execute();
      expect(redirects.map((row) => row.paper_id).sort()).toEqual(KNOWN);
      for (const { old_id: old, paper_id: id } of redirects) {
        expect(before).toContainEqual({ id: old });
        expect(await resolveId(db, old)).toEqual({ id, moved: true });
        const sources = (await sightingsOf(db, id)).map((record) => record.source);
        expect(sources).toContain('daily-papers-page');
        expect(sources.length).toBeGreaterThan(1);
      }
      const { placed } = await db
        .selectFrom('placements')
        .select((eb) => eb.fn.countAll<number>().as('placed'))
        .where('day', '=', '2026-06-18')
        .where('source', '=', 'daily-papers-page')
        .executeTakeFirstOrThrow();
      expect(placed).toBe(56);
    } finally {
      await close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
);
