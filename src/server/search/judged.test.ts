import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { note } from '#test/harness/notes.ts';
import { readJudgedSet } from '../../../bench/search/judgments.ts';
import { mean, ndcg } from '../../../bench/search/measures.ts';
import { offprint } from '../../../bench/search/offprint.ts';
import type { System } from '../../../bench/search/system.ts';

/** Mean nDCG@10, in hundredths, that LanceDB's BM25 reaches on title and abstract in one text. */
const PLAIN = { cacm: 50.4, cisi: 40.7, cran: 54.2, med: 69.3 };
const SETS = ['cacm', 'cisi', 'cran', 'med', 's2search_small'];
const FOLDER = join(import.meta.dirname, '../../../../shared/data/search-judgments');
const [words, , blend] = offprint as [System, System, System];

async function reached(system: System, name: string): Promise<number> {
  const set = readJudgedSet(join(FOLDER, name));
  const open = await system.open(set.docs);
  const each: (number | undefined)[] = [];
  for (const { text, grades } of set.questions) {
    const ids = await open.search(text, set.candidatesOnly ? set.docs.length : 10);
    each.push(ndcg(set.candidatesOnly ? ids.filter((id) => grades.has(id)) : ids, grades, 10));
  }
  await open.close();
  return Number((mean(each)! * 100).toFixed(1));
}

test.skipIf(!existsSync(FOLDER)).each(Object.entries(PLAIN))(
  'judged questions of %s rank at least as well as plain title and abstract (skipped without ../shared/data)',
  async (set, plain) => {
    const figure = await reached(words, set);
    note(`words alone on ${set}: nDCG@10 ${figure} (plain ${plain})`);
    expect(figure).toBeGreaterThanOrEqual(plain);
  },
);

test.skipIf(!existsSync(FOLDER)).each(SETS)(
  'judged questions of %s rank no worse with meaning than by words alone (skipped without ../shared/data)',
  async (set) => {
    const [alone, both] = [await reached(words, set), await reached(blend, set)];
    note(`words and meaning on ${set}: nDCG@10 ${both} (words alone ${alone})`);
    expect(both).toBeGreaterThanOrEqual(alone);
  },
);
