/**
 * `npm run bench:search [FOLDER…]`: how well judged questions are answered, by Offprint and by what a developer would
 * have taken instead. Each folder holds a judged set, or several (see `judgments.ts`). Prints a table for each measure,
 * in hundredths; no figure depends on the machine.
 */
import { join } from 'node:path';
import { interval, sumAt } from './certainty.ts';
import { type JudgedSet, judgedFolders, type Question, readJudgedSet } from './judgments.ts';
import { mean, ndcg, recall, reciprocalRank } from './measures.ts';
import { BLEND, offprint, WORDS } from './offprint.ts';
import { fts5 } from './peers/fts5.ts';
import { miniSearch, miniSearchStemmed } from './peers/minisearch.ts';
import { orama } from './peers/orama.ts';
import type { OpenSystem, System } from './system.ts';

const SYSTEMS: System[] = [fts5, miniSearch, miniSearchStemmed, orama, ...offprint];
const DEFAULT = join(import.meta.dirname, '../../../shared/data/search-judgments');
/** Hits that are asked for: enough for every measure. */
const DEPTH = 100;

const MEASURES = ['nDCG@10', 'R@50', 'MRR'] as const;
type Measure = (typeof MEASURES)[number];
/** What a set cannot tell is absent. */
type Figures = Record<Measure, number | undefined>;

async function ranked(system: OpenSystem, set: JudgedSet, { text, grades }: Question): Promise<string[]> {
  if (!set.candidatesOnly) return system.search(text, DEPTH);
  if (system.rankOnly) return system.rankOnly(text, [...grades.keys()]);
  return (await system.search(text, set.docs.length)).filter((id) => grades.has(id));
}

/** Those of each question of a set. */
async function measure(system: System, set: JudgedSet): Promise<Figures[]> {
  const open = await system.open(set.docs);
  try {
    const each: Figures[] = [];
    for (const question of set.questions) {
      const ids = await ranked(open, set, question);
      each.push({
        'nDCG@10': ndcg(ids, question.grades, 10),
        // A handful of candidates is found whole by anything.
        'R@50': set.candidatesOnly ? undefined : recall(ids, question.grades, 50),
        MRR: reciprocalRank(ids, question.grades),
      });
    }
    return each;
  } finally {
    await open.close();
  }
}

/** The means over a set's questions. */
function means(each: Figures[]): Figures {
  const over = (name: Measure) => mean(each.map((figures) => figures[name]));
  return { 'nDCG@10': over('nDCG@10'), 'R@50': over('R@50'), MRR: over('MRR') };
}

const hundredths = (figure: number | undefined) => (figure === undefined ? '–' : (figure * 100).toFixed(1));

function table(name: Measure, sets: JudgedSet[], rows: [system: string, figures: Figures[] | string][]): string {
  const head = [name, ...sets.map((set) => set.name), 'mean'];
  const lines = rows.map(([system, figures]) => {
    if (typeof figures === 'string') return [system, figures, ...sets.map(() => '')];
    const values = figures.map((one) => one[name]);
    return [system, ...values.map(hundredths), hundredths(mean(values))];
  });
  const ruled = [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...lines];
  return ruled.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What the blend adds to the words alone, with the interval of 95 %, for each set. */
function addedByBlend(sets: JudgedSet[], each: Map<System, Figures[][]>): string {
  const [words, blend] = [each.get(WORDS), each.get(BLEND)];
  if (!words || !blend) return '';
  const lines = sets.map(({ name, questions }, set) => {
    const added = questions.flatMap((_, at) => {
      const [before, after] = [words[set]![at]!['nDCG@10'], blend[set]![at]!['nDCG@10']];
      return before === undefined || after === undefined ? [] : [(after - before) * 100];
    });
    const meanAt = (places: Uint32Array) => sumAt(added, places) / places.length;
    const [low, high] = interval(added.length, meanAt);
    return `| ${[name, mean(added)!.toFixed(2), low.toFixed(2), high.toFixed(2)].join(' | ')} |`;
  });
  return ['| blend less words alone, nDCG@10 | mean | at least | at most |', '|---|---:|---:|---:|', ...lines].join(
    '\n',
  );
}

async function main(folders: string[]): Promise<void> {
  const sets = folders.flatMap(judgedFolders).map(readJudgedSet);
  if (sets.length === 0) {
    console.error(
      `No judged set in ${folders.join(', ')}. Name folders that hold docs.jsonl, queries.jsonl and qrels.tsv.`,
    );
    process.exitCode = 1;
    return;
  }
  for (const { name, docs, questions, candidatesOnly } of sets)
    console.log(
      `${name}: ${docs.length} documents, ${questions.length} questions${candidatesOnly ? ', candidates only' : ''}`,
    );
  const rows: [string, Figures[] | string][] = [];
  const each = new Map<System, Figures[][]>();
  for (const system of SYSTEMS) {
    const figures: Figures[][] = [];
    try {
      for (const set of sets) figures.push(await measure(system, set));
      each.set(system, figures);
      rows.push([system.name, figures.map(means)]);
    } catch (error) {
      rows.push([system.name, error instanceof Error ? error.message : String(error)]);
    }
  }
  for (const name of MEASURES) console.log(`\n${table(name, sets, rows)}`);
  console.log(`\n${addedByBlend(sets, each)}`);
}

await main(process.argv.length > 2 ? process.argv.slice(2) : [DEFAULT]);
