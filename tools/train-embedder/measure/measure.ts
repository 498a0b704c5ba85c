import type { PaperText } from '../../../src/server/search/embed/embedder.ts';
import type { StaticEncoder } from '../../../src/server/search/embed/static/encoder.ts';
import { type Blend, blended } from './blend.ts';
import { Bm25 } from './bm25.ts';
import { Cosines } from './cosines.ts';
import { type Figures, figuresOf, type MeasuredSet } from './measured-set.ts';

export interface Measured {
  name: string;
  bm25: Figures;
  /** By the numbers of a prefix. */
  dense: Map<number, Figures>;
  /** With the whole vector, in the order of the blends. */
  blends: Figures[];
}

export function vectorsOf(encoder: StaticEncoder, texts: readonly (string | PaperText)[]): Float32Array {
  const vectors = new Float32Array(texts.length * encoder.dimensions);
  texts.forEach((text, index) => {
    const one = typeof text === 'string' ? encoder.questions([text]) : encoder.papers([text]);
    vectors.set(one, index * encoder.dimensions);
  });
  return vectors;
}

/** Ranks a set by BM25, by cosines of all nested prefixes, and by blends of both. */
export function measure(
  set: MeasuredSet,
  encoder: StaticEncoder,
  nested: readonly number[],
  blends: Blend[],
): Measured {
  const bm25 = new Bm25(set.documents);
  const words = set.questions.map((question) => bm25.scores(question));
  const [documents, questions] = [vectorsOf(encoder, set.documents), vectorsOf(encoder, set.questions)];
  const cosines = nested.map((numbers) => new Cosines(documents, questions, encoder.dimensions, numbers));
  const whole = cosines.at(-1)!;
  const titleOnly = set.documents.map(({ abstract }) => !abstract);
  return {
    name: set.name,
    bm25: figuresOf(set, (question) => words[question]!),
    dense: new Map(nested.map((numbers, level) => [numbers, figuresOf(set, (one) => cosines[level]!.of(one))])),
    blends: blends.map((blend) => figuresOf(set, (one) => blended(words[one]!, whole.of(one), titleOnly, blend))),
  };
}
