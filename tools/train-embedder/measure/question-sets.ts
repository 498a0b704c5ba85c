import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentencesOf } from '../corpus.ts';
import type { TrainingPaper } from '../papers.ts';
import { randomFrom } from '../random.ts';
import { type MeasuredSet, plainText } from './measured-set.ts';
import { isComputing, shuffled } from './stand-ins.ts';

const [QUESTIONS, DOCUMENTS, HIGHEST_GRADE] = [500, 10_000, 3];
/** A keyword on more papers than this is no question that 10 papers answer. */
const MOST_PAPERS = 60;
const [LEAST_WORDS, KEYWORDS] = [8, 3];

/**
 * Stand-ins for typed questions.
 * - `typed-keywords`: up to three keywords of a paper ask for all that have them, graded by how many.
 * - `typed-sentences`: a sentence from the middle of an abstract asks for the paper it was taken out of.
 */
export function questionSets(papers: readonly TrainingPaper[], seed: number): MeasuredSet[] {
  const random = randomFrom(seed);
  return [keywordQuestions(papers, random), sentenceQuestions(papers, random)];
}

function keywordQuestions(papers: readonly TrainingPaper[], random: () => number): MeasuredSet {
  const documents = papers.filter(({ keywords }) => keywords.length > 0);
  const having = new Map<string, number[]>();
  documents.forEach(({ keywords }, document) => {
    for (const keyword of new Set(keywords.map((one) => one.toLowerCase())))
      having.set(keyword, [...(having.get(keyword) ?? []), document]);
  });
  const asked = [...having].filter(([, found]) => found.length >= 2 && found.length <= MOST_PAPERS);
  const keywordsOf = new Map<number, string[]>();
  for (const [keyword, found] of asked)
    for (const document of found) keywordsOf.set(document, [...(keywordsOf.get(document) ?? []), keyword]);
  const asking = shuffled([...keywordsOf.keys()], random).slice(0, QUESTIONS);
  const questions = asking.map((document) => keywordsOf.get(document)!.slice(0, KEYWORDS));
  return {
    name: 'typed-keywords',
    documents,
    questions: questions.map((keywords) => keywords.join(' ')),
    grades: questions.map((keywords) => {
      const grades = new Map<number, number>();
      for (const keyword of keywords)
        for (const document of having.get(keyword)!)
          grades.set(document, Math.min(HIGHEST_GRADE, (grades.get(document) ?? 0) + 1));
      return grades;
    }),
  };
}

function sentenceQuestions(papers: readonly TrainingPaper[], random: () => number): MeasuredSet {
  const chosen = shuffled(
    [...papers.keys()].filter((index) => isComputing(papers[index]!)),
    random,
  )
    .slice(0, DOCUMENTS)
    .map((index) => papers[index]!);
  const set: MeasuredSet = { name: 'typed-sentences', documents: [], questions: [], grades: [] };
  for (const { title, abstract } of chosen) {
    const sentences = sentencesOf(abstract);
    const middle = sentences.length >> 1;
    const asks = set.questions.length < QUESTIONS && sentences[middle]!.split(' ').length >= LEAST_WORDS;
    if (asks) set.questions.push(sentences[middle]!);
    if (asks) set.grades.push(new Map([[set.documents.length, 1]]));
    set.documents.push({ title, abstract: asks ? sentences.toSpliced(middle, 1).join(' ') : abstract });
  }
  return set;
}

/** Writes a set as `bench:search` reads them. */
export function writeSet(folder: string, set: MeasuredSet): void {
  const into = join(folder, set.name);
  mkdirSync(into, { recursive: true });
  const lines = (rows: readonly string[]) => `${rows.join('\n')}\n`;
  const documents = set.documents.map(({ title, abstract }, at) =>
    JSON.stringify({ id: `${at}`, title, text: abstract ?? '', authors: [] }),
  );
  writeFileSync(join(into, 'docs.jsonl'), lines(documents));
  const questions = set.questions.map((one, at) => JSON.stringify({ id: `q${at}`, text: plainText(one) }));
  writeFileSync(join(into, 'queries.jsonl'), lines(questions));
  const grades = set.grades.flatMap((answers, at) =>
    [...answers].map(([place, grade]) => `q${at}\t${place}\t${grade}`),
  );
  writeFileSync(join(into, 'qrels.tsv'), lines(['question\tdocument\tgrade', ...grades]));
}
