/**
 * `npm run compare:embedders -- [model.bin] [--passes 1,5] [--write FOLDER]`: what a static model (the one that is
 * shipped) is worth beside BM25 and beside plainly trained ones, on the stand-ins for judged similar papers, for typed
 * questions and on judged questions. The latter two are written to a folder for `npm run bench:search -- FOLDER`. See
 * docs/embedder.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StaticEncoder } from '../../src/server/search/embed/static/encoder.ts';
import { readModel } from '../../src/server/search/embed/static/model-file.ts';
import { learnVocabulary } from './learn-vocabulary.ts';
import { type Bounded, beside } from './measure/beside.ts';
import { judgedSets } from './measure/judged-sets.ts';
import { questionSets, writeSet } from './measure/question-sets.ts';
import { similarSets } from './measure/similar-sets.ts';
import { standIns } from './measure/stand-ins.ts';
import { modelOf } from './model-of.ts';
import { readPapers } from './papers.ts';
import { plainRecipe, RECIPE } from './recipe.ts';

const ROOT = join(import.meta.dirname, '../..');
const DATA = join(ROOT, '../shared/data');
const FILES = ['arxiv-2025-2026.jsonl.gz', 'hf-daily-2024-2026.jsonl.gz'].map((name) => join(DATA, name));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { passes: { type: 'string', default: '1,5' }, write: { type: 'string' } },
});
const [path = join(ROOT, 'src/server/search/embed/static/model.bin')] = positionals;
const papers = await readPapers(FILES);
const heldOut = standIns(papers, RECIPE.seed);
const questions = questionSets(papers, RECIPE.seed);
if (values.write) for (const set of [...questions, heldOut.sets.at(-1)!]) writeSet(values.write, set);

const vocabulary = learnVocabulary(
  papers.filter((_, index) => !heldOut.unseen.has(index)).map(({ title, abstract }) => `${title}. ${abstract}`),
  RECIPE.vocabulary,
);
const passes = values.passes.split(',').map(Number);
const models = [readModel(readFileSync(path), path)];
for (const count of passes) models.push(await modelOf(papers, vocabulary, plainRecipe(count), heldOut, 2));
const encoders = models.map((model) => new StaticEncoder(model));

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const bounded = ([figure, low, high]: Bounded) => `${figure.toFixed(1)} (${low.toFixed(1)} … ${high.toFixed(1)})`;
const plain = passes.map((count) => `plain ${count}`);
const head = [
  ...['set', 'questions', 'BM25', 'ours', ...plain],
  ...plain.map((name) => `ours − ${name}`),
  ...['ours', ...plain].map((name) => `blend of ${name} − BM25`),
];
console.log(`nDCG@10 in hundredths, of models in hundredths of BM25's, with intervals of 95 %\n${row(head)}`);
console.log(row(head.map(() => '---')));
const judged = judgedSets(join(DATA, 'search-judgments'));
for (const set of [...heldOut.sets, ...similarSets(papers, heldOut.unseen, RECIPE.seed), ...questions, ...judged])
  for (const { name, questions: asked, bm25, shares, ahead, blends } of beside(set, encoders))
    console.log(row([name, asked, bm25.toFixed(1), ...[...shares, ...ahead, ...blends].map(bounded)]));
