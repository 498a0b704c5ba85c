import { interval, sumAt } from '../../../bench/search/certainty.ts';
import type { StaticEncoder } from '../../../src/server/search/embed/static/encoder.ts';
import { blended } from './blend.ts';
import { Bm25 } from './bm25.ts';
import { Cosines } from './cosines.ts';
import { vectorsOf } from './measure.ts';
import { eachFigures, type MeasuredSet } from './measured-set.ts';
import { pooled } from './pools.ts';

/** A figure with the bounds of its 95 % interval, in hundredths. */
export type Bounded = [figure: number, low: number, high: number];

/** What models are worth beside BM25 on one set, all by nDCG@10. */
export interface Beside {
  name: string;
  questions: number;
  bm25: number;
  /** By model: of BM25's. */
  shares: Bounded[];
  /** By model but the first: the first one's share less its share. */
  ahead: Bounded[];
  /** By model: what four parts BM25 and one part cosine add to BM25. */
  blends: Bounded[];
}

const SEED = 1;
const BLEND = { words: 0.8, stretched: false, titleOnly: 0.6 };
const all = (questions: number) => Uint32Array.from({ length: questions }, (_, at) => at);

/** Measures a set and, where papers ask, the same set in pools of all rankings. */
export function beside(set: MeasuredSet, encoders: readonly StaticEncoder[]): Beside[] {
  const bm25 = new Bm25(set.documents);
  const words = set.questions.map((question) => bm25.scores(question));
  const titleOnly = set.documents.map(({ abstract }) => !abstract);
  const cosines = encoders.map((encoder) => {
    const { dimensions } = encoder;
    return new Cosines(vectorsOf(encoder, set.documents), vectorsOf(encoder, set.questions), dimensions, dimensions);
  });
  const rankings = [(one: number) => words[one]!, ...cosines.map((each) => (one: number) => each.of(one))];
  const sets = set.itself ? [set, pooled(set, rankings, SEED)] : [set];
  return sets.map((one) => {
    const [base, ...dense] = rankings.map((scoresOf) => eachFigures(one, scoresOf).ndcg10) as [number[], ...number[][]];
    const blends = cosines.map(
      (each) => eachFigures(one, (question) => blended(words[question]!, each.of(question), titleOnly, BLEND)).ndcg10,
    );
    const bounded = (figureOf: (drawn: Uint32Array) => number): Bounded => [
      figureOf(all(base.length)) * 100,
      ...(interval(base.length, figureOf).map((bound) => bound * 100) as [number, number]),
    ];
    const of = (values: number[]) => (drawn: Uint32Array) => sumAt(values, drawn) / sumAt(base, drawn);
    return {
      name: one.name,
      questions: base.length,
      bm25: (sumAt(base, all(base.length)) / base.length) * 100,
      shares: dense.map((values) => bounded(of(values))),
      ahead: dense.slice(1).map((values) => bounded((drawn) => of(dense[0]!)(drawn) - of(values)(drawn))),
      blends: blends.map((values) => bounded((drawn) => (sumAt(values, drawn) - sumAt(base, drawn)) / drawn.length)),
    };
  });
}
