import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * A set of judged questions lies in a folder: `docs.jsonl` (id, title, text, authors), `queries.jsonl` (id, text) and
 * `qrels.tsv` (a header, then question, document and grade; a higher grade is a better answer).
 */
export interface JudgedSet {
  name: string;
  docs: Doc[];
  questions: Question[];
  /**
   * Whether only the judged documents are to be ranked. It is so where some are judged 0: such sets judge a handful of
   * candidates a question, and of all the others nothing is known. Without zeros, what is not judged is no answer.
   */
  candidatesOnly: boolean;
}

export interface Doc {
  id: string;
  title: string;
  /** Abstract or body; empty where the set has only titles. */
  text: string;
  authors: string[];
}

export interface Question {
  id: string;
  text: string;
  grades: Map<string, number>;
}

const FILES = ['docs.jsonl', 'queries.jsonl', 'qrels.tsv'];

const linesOf = (folder: string, file: string) =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** The folders below (or the folder itself) that hold a judged set, by name; empty where the folder is absent. */
export function judgedFolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const candidates = [folder, ...readdirSync(folder).map((name) => join(folder, name))];
  return candidates.filter((one) => FILES.every((file) => existsSync(join(one, file)))).sort();
}

/** Reads one set. Questions without a judgment are left out. @throws Error for a file that is absent or no JSON. */
export function readJudgedSet(folder: string): JudgedSet {
  const docs = linesOf(folder, 'docs.jsonl').map((line): Doc => {
    const { id, title, text, authors } = JSON.parse(line) as Partial<Doc> & { id: string };
    return { id: String(id), title: title ?? '', text: text ?? '', authors: authors ?? [] };
  });
  const grades = new Map<string, Map<string, number>>();
  for (const line of linesOf(folder, 'qrels.tsv').slice(1)) {
    const [question = '', doc = '', grade] = line.split('\t');
    const judged = grades.get(question) ?? new Map<string, number>();
    grades.set(question, judged.set(doc, Number(grade)));
  }
  const questions = linesOf(folder, 'queries.jsonl').flatMap((line): Question[] => {
    const { id, text } = JSON.parse(line) as { id: string; text: string };
    const judged = grades.get(String(id));
    return judged ? [{ id: String(id), text, grades: judged }] : [];
  });
  const candidatesOnly = questions.some((question) => [...question.grades.values()].includes(0));
  return { name: basename(folder), docs, questions, candidatesOnly };
}
