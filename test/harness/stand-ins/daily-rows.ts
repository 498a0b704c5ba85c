import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { addDays } from '#floor/day.ts';
import { REPOSITORY } from '../imports.ts';
import { type DailyRow, inventedPaper } from '../papers.ts';

/** 9,877 real papers of the Daily Papers; for tests only, and not in the repository. */
export const DAILY_FILE = join(REPOSITORY, '../shared/data/hf-daily-2024-2026.jsonl.gz');

/** Real rows where the file lies beside the repository, else invented ones: 20 a day from 2026-06-01 on. */
export async function dailyRows(count: number): Promise<DailyRow[]> {
  if (!existsSync(DAILY_FILE)) return inventedRows(count);
  const rows: DailyRow[] = [];
  const file = createReadStream(DAILY_FILE);
  for await (const line of createInterface({ input: file.pipe(createGunzip()) })) {
    if (rows.length >= count) break;
    rows.push(JSON.parse(line));
  }
  file.destroy();
  return rows;
}

export function inventedRows(count: number): DailyRow[] {
  return Array.from({ length: count }, (_, number) => {
    const dailyDate = addDays('2026-06-01', Math.floor(number / 20));
    return inventedPaper(number, {
      dailyDate,
      observedAt: `${dailyDate}T06:00:00Z`,
      ...(number % 3 === 0 && { githubRepo: `https://github.com/ada/result-${number}`, githubStars: number % 500 }),
      ...(number % 4 === 0 && { organization: 'Invented Institute', keywords: ['invention', 'test'] }),
      ...(number % 5 === 0 && { projectPage: `https://example.org/result-${number}` }),
    });
  });
}
