/**
 * `npm run train:embedder -- [file …] [--out model.bin] [--workers 2] [--steps n] [--seed n]`: trains the word vectors
 * that `src/server/search/embed/static` ships, from files of papers, and says how well they find. See docs/embedder.md.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StaticEncoder } from '../../src/server/search/embed/static/encoder.ts';
import { writeModel } from '../../src/server/search/embed/static/model-file.ts';
import { MOST_WORKERS } from './layout.ts';
import { learnVocabulary } from './learn-vocabulary.ts';
import { judgedSets } from './measure/judged-sets.ts';
import { report } from './measure/report.ts';
import { standIns } from './measure/stand-ins.ts';
import { modelOf } from './model-of.ts';
import { readPapers } from './papers.ts';
import { RECIPE } from './recipe.ts';

const ROOT = join(import.meta.dirname, '../..');
const DATA = join(ROOT, '../shared/data');
const FILES = ['arxiv-2025-2026.jsonl.gz', 'hf-daily-2024-2026.jsonl.gz'].map((name) => join(DATA, name));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: join(ROOT, 'src/server/search/embed/static/model.bin') },
    workers: { type: 'string', default: String(Math.min(MOST_WORKERS, availableParallelism())) },
    steps: { type: 'string', default: String(RECIPE.steps) },
    seed: { type: 'string', default: String(RECIPE.seed) },
  },
});

const started = performance.now();
const say = (text: string) => console.log(`${Math.round((performance.now() - started) / 1000)} s: ${text}`);

const files = positionals.length > 0 ? positionals : FILES;
const missing = files.filter((file) => !existsSync(file));
if (missing.length > 0) {
  console.error(
    `There is no ${missing.join(', no ')}. Name files of papers: npm run train:embedder -- papers.jsonl.gz`,
  );
  process.exit(1);
}

const papers = await readPapers(files);
say(`${papers.length} papers with an abstract`);
const recipe = { ...RECIPE, steps: Number(values.steps), seed: Number(values.seed) };
const heldOut = standIns(papers, recipe.seed);
say(`${heldOut.unseen.size} papers kept back to measure with, ${heldOut.unpaired.size} in no pair by authors`);
const vocabulary = learnVocabulary(
  papers.filter((_, index) => !heldOut.unseen.has(index)).map(({ title, abstract }) => `${title}. ${abstract}`),
  recipe.vocabulary,
);
say(`${vocabulary.words.length} words, ${vocabulary.pairs.length / 2} pairs, ${vocabulary.buckets} buckets`);
const model = await modelOf(papers, vocabulary, recipe, heldOut, Number(values.workers), ({ step, loss }) => {
  if (step % 100 === 0) say(`step ${step} of ${recipe.steps}, loss ${loss.toFixed(3)}`);
});
const bytes = writeModel(model);
writeFileSync(values.out, bytes);
say(`${values.out}: ${bytes.length} bytes`);
const sets = [...heldOut.sets, ...judgedSets(join(DATA, 'search-judgments'))];
report(sets, new StaticEncoder(model), recipe.nested, console.log);
say('done');
