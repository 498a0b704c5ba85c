import type { PaperText } from '../../../src/server/search/embed/embedder.ts';

/** Questions with documents that answer them. */
export interface MeasuredSet {
  name: string;
  documents: PaperText[];
  /** Papers are asked for what is similar to them. */
  questions: (string | PaperText)[];
  /** By question: the grade, at least 1, of each document that answers it. */
  grades: Map<number, number>[];
  /** By question: the only documents that are ranked; all where absent. */
  candidates?: number[][];
  /** By question: the document that is the question itself, and is not ranked. */
  itself?: number[];
}

export const plainText = (text: string | PaperText): string =>
  typeof text === 'string' ? text : `${text.title}. ${text.abstract ?? ''}`;

/** Figures of a ranking, means over the questions. */
export interface Figures {
  /** With gain 2^grade − 1. */
  ndcg10: number;
  /** 1 / place of the first answer. */
  mrr: number;
  /** Share of the answers among the first 50. */
  recall50: number;
}

const DEPTH = 50;

/** Places of the highest scores, at most `most`; equal ones in the order of the documents. */
export function best(scores: Float32Array, most: number, among?: readonly number[]): number[] {
  const threshold = among || scores.length <= most ? Number.NEGATIVE_INFINITY : scores.toSorted().at(-most)!;
  const chosen = among
    ? [...among]
    : scores
        .keys()
        .filter((place) => scores[place]! >= threshold)
        .toArray();
  return chosen.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, most);
}

const gain = (grade: number, place: number) => (2 ** grade - 1) / Math.log2(place + 2);

/** One figure of each question. */
export type EachFigures = Record<keyof Figures, number[]>;

/** @param scoresOf scores of all documents for a question. */
export function eachFigures(set: MeasuredSet, scoresOf: (question: number) => Float32Array): EachFigures {
  const each: EachFigures = { ndcg10: [], mrr: [], recall50: [] };
  set.grades.forEach((grades, question) => {
    const itself = set.itself?.[question];
    const ranked = best(scoresOf(question), DEPTH + 1, set.candidates?.[question]);
    const order = ranked.filter((document) => document !== itself).slice(0, DEPTH);
    const ideal = [...grades.values()].sort((a, b) => b - a).slice(0, 10);
    const reached = order
      .slice(0, 10)
      .reduce((sum, document, place) => sum + gain(grades.get(document) ?? 0, place), 0);
    each.ndcg10.push(reached / ideal.reduce((sum, grade, place) => sum + gain(grade, place), 0));
    const first = order.findIndex((document) => grades.has(document));
    each.mrr.push(first < 0 ? 0 : 1 / (first + 1));
    each.recall50.push(order.filter((document) => grades.has(document)).length / grades.size);
  });
  return each;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The means of {@link eachFigures}. */
export function figuresOf(set: MeasuredSet, scoresOf: (question: number) => Float32Array): Figures {
  const { ndcg10, mrr, recall50 } = eachFigures(set, scoresOf);
  return { ndcg10: mean(ndcg10), mrr: mean(mrr), recall50: mean(recall50) };
}
