import { readFile } from 'node:fs/promises';
import { Failure } from '#floor/failure.ts';
import type { Embedder } from '../embedder.ts';
import { StaticEncoder } from './encoder.ts';
import { fingerprintOf, REMEDY, readModel } from './model-file.ts';
import { modelPath } from './model-path.ts';

/**
 * The embedder that needs nothing: word vectors from the repository, see `docs/embedder.md`. It works on the thread of its
 * caller, about 0.1 ms an abstract, so batches should have at most some hundred papers.
 * @throws Failure `SourceUnavailable` where the model's file is missing, cut off or damaged.
 */
export async function openStaticEmbedder(path = modelPath()): Promise<Embedder> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'is missing' : `cannot be read (${cause.message})`;
    throw new Failure('SourceUnavailable', `The embedding model ${path} ${why}.`, REMEDY, { cause });
  });
  const model = readModel(bytes, path);
  const encoder = new StaticEncoder(model);
  return {
    kind: 'static',
    model: 'static',
    fingerprint: fingerprintOf(bytes),
    dimensions: encoder.dimensions,
    nested: model.nested,
    async embedPapers(papers, signal) {
      signal?.throwIfAborted();
      return encoder.papers(papers);
    },
    async embedQuestions(texts, signal) {
      signal?.throwIfAborted();
      return encoder.questions(texts);
    },
    async close() {},
  };
}
