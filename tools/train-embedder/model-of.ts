import { quantised, type StaticModel } from '../../src/server/search/embed/static/model.ts';
import { rowsIn, Tokens, type Vocabulary } from '../../src/server/search/embed/static/vocabulary.ts';
import { corpusOf } from './corpus.ts';
import type { TrainingPaper } from './papers.ts';
import { poolOf } from './pool.ts';
import type { Recipe } from './recipe.ts';
import { startVectors } from './start.ts';
import { type Progress, train } from './train.ts';

/** Papers that pairs must not be made of, by index, so that a model can be measured on them. */
export interface HeldOut {
  unseen: ReadonlySet<number>;
  unpaired: ReadonlySet<number>;
}

/** Trains a model from papers. The same papers, recipe and vocabulary give the same model, with any number of workers. */
export async function modelOf(
  papers: readonly TrainingPaper[],
  vocabulary: Vocabulary,
  recipe: Recipe,
  { unseen, unpaired }: HeldOut,
  workers: number,
  tell?: (progress: Progress) => void,
): Promise<StaticModel> {
  const [rows, columns] = [rowsIn(vocabulary), recipe.nested.at(-1)!];
  const corpus = corpusOf(papers, new Tokens(vocabulary));
  const pool = poolOf(papers, corpus, recipe.neighbours, unseen, unpaired);
  const vectors = await train(pool, startVectors(corpus, rows, columns, recipe.seed), recipe, workers, tell);
  return { vocabulary, nested: recipe.nested, ...quantised(vectors, columns) };
}
