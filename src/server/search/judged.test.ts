import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rowFromPaper } from '#catalogue/paper.ts';
import type { Db } from '#db/schema.ts';
import { library } from '#test/harness/library.ts';
import { note } from '#test/harness/notes.ts';
import { matches } from './matches.ts';
import { rebuildIndex } from './store/indexer.ts';

/** Mean nDCG@10, in hundredths, that plain title and abstract reach with LanceDB's defaults. */
const PLAIN = { cacm: 50.4, cisi: 40.7, cran: 54.2, med: 69.3 };
const FOLDER = join(import.meta.dirname, '../../../../shared/data/search-judgments');

const linesOf = (set: string, file: string) =>
  readFileSync(join(FOLDER, set, file), 'utf8')
    .trim()
    .split('\n');

async function fill(db: Db, set: string): Promise<void> {
  const rows = linesOf(set, 'docs.jsonl').map((line) => {
    const { id, title, text } = JSON.parse(line) as { id: string; title?: string; text: string };
    const lists = { authors: [], categories: [], links: [], keywords: [], versions: [] };
    return rowFromPaper({ id, title: title ?? '', abstract: text, ...lists, revision: 1 });
  });
  for (let at = 0; at < rows.length; at += 500)
    await db
      .insertInto('papers')
      .values(rows.slice(at, at + 500))
      .execute();
  await db.updateTable('catalogue_state').set({ revision: 1 }).execute();
}

const gain = (grades: number[]) => grades.reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);

test.skipIf(!existsSync(FOLDER)).each(Object.entries(PLAIN))(
  'judged questions of %s rank at least as well as plain title and abstract (skipped without ../shared/data)',
  { timeout: 120_000 },
  async (set, plain) => {
    const { db, index } = await library([]);
    await fill(db, set);
    await rebuildIndex(index, db, { holder: 'test' });
    const grades = new Map<string, Map<string, number>>();
    for (const line of linesOf(set, 'qrels.tsv').slice(1)) {
      const [question = '', id = '', grade] = line.split('\t');
      grades.set(question, (grades.get(question) ?? new Map()).set(id, Number(grade)));
    }
    let sum = 0;
    for (const line of linesOf(set, 'queries.jsonl')) {
      const { id, text } = JSON.parse(line) as { id: string; text: string };
      const judged = grades.get(id);
      if (!judged) continue;
      // Below the door that cuts long questions: half of those of cisi are whole paragraphs.
      const hits = await index.ask((answering) => matches(answering, text, { words: 'any', limit: 10 }));
      const best = [...judged.values()].sort((a, b) => b - a).slice(0, 10);
      sum += gain(hits.map((hit) => judged.get(hit.id) ?? 0)) / gain(best);
    }
    const reached = (sum / grades.size) * 100;
    note(`search on ${set}: nDCG@10 ${reached.toFixed(1)} (plain ${plain})`);
    expect(Number(reached.toFixed(1))).toBeGreaterThanOrEqual(plain);
  },
);
