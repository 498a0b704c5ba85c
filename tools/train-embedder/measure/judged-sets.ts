import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredSet } from './measured-set.ts';

/** Sets of which each question has a few judged documents, and only those are ranked. */
const RANK_JUDGED = new Set(['s2search_small']);
export const JUDGED = ['cacm', 'cisi', 'cran', 'med', 's2search_small'];

const linesOf = (path: string) => readFileSync(path, 'utf8').trim().split('\n');

/** The judged sets that lie in a folder: `docs.jsonl`, `queries.jsonl`, `qrels.tsv` each. */
export function judgedSets(folder: string): MeasuredSet[] {
  return JUDGED.filter((name) => existsSync(join(folder, name))).map((name) => readSet(join(folder, name), name));
}

function readSet(folder: string, name: string): MeasuredSet {
  const indexes = new Map<string, number>();
  const documents = linesOf(join(folder, 'docs.jsonl')).map((line, index) => {
    const { id, title, text } = JSON.parse(line) as { id: string; title?: string; text?: string };
    indexes.set(id, index);
    return { title: title ?? '', ...(text !== undefined && { abstract: text }) };
  });
  const judged = new Map<string, Map<number, number>>();
  for (const line of linesOf(join(folder, 'qrels.tsv')).slice(1)) {
    const [question = '', document = '', grade] = line.split('\t');
    const index = indexes.get(document);
    if (index !== undefined) judged.set(question, (judged.get(question) ?? new Map()).set(index, Number(grade)));
  }
  const set: MeasuredSet = { name, documents, questions: [], grades: [] };
  const candidates: number[][] = [];
  for (const line of linesOf(join(folder, 'queries.jsonl'))) {
    const { id, text } = JSON.parse(line) as { id: string; text: string };
    const all = judged.get(id);
    const grades = new Map(all?.entries().filter(([, grade]) => grade > 0));
    if (!all || grades.size === 0) continue;
    set.questions.push(text);
    set.grades.push(grades);
    candidates.push([...all.keys()]);
  }
  return RANK_JUDGED.has(name) ? { ...set, candidates } : set;
}
