import { join } from 'node:path';
import type { EmbedderChoice, EmbedderSettings } from '#floor/embedder-choice.ts';
import { Failure } from '#floor/failure.ts';
import type { Embedder } from '../embedder.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { paperWords } from '../paper-words.ts';
import { absent, fetchModel } from './fetch-model.ts';
import type { Loading } from './messages.ts';
import { digestOf, lookAt } from './model-files.ts';
import { settingsOf } from './model-settings.ts';
import { INSTALL, runtimeFolder, runtimeIsInstalled } from './place.ts';
import { type Runner, startRunner } from './runner.ts';

export type TransformersChoice = Extract<EmbedderChoice, { kind: 'transformers' }>;

export interface TransformersOptions
  extends Pick<
    EmbedderSettings,
    'embedderDevice' | 'embedderPooling' | 'embedderQuestionPrefix' | 'embedderPaperPrefix'
  > {
  choice: TransformersChoice;
  /** Folder of model files: a model lies in the folder of its name there. */
  models: string;
  /** Takes one sentence for people. */
  say?: ((line: string) => void) | undefined;
  /** Where models are fetched from; a test's own. */
  hub?: string;
}

/** The folder that a model lies in, or is to be placed in. */
export const folderOf = (choice: TransformersChoice, models: string) =>
  choice.isFolder ? choice.model : join(models, ...choice.model.split('/'));

/**
 * An embedder that runs a sentence model in ONNX's format on this machine, in a process of its own. Files that are missing
 * from the folder of a named model are fetched first.
 * @throws Failure `SourceUnavailable` where the runtime or the model is not there, or cannot be loaded, with what to do.
 */
export async function openTransformersEmbedder(options: TransformersOptions, signal?: AbortSignal): Promise<Embedder> {
  const { choice, models, say } = options;
  if (!runtimeIsInstalled())
    throw new Failure(
      'SourceUnavailable',
      'The transformers embedder is not installed.',
      `Run “${INSTALL}” in Offprint's folder, or use the built-in one: OFFPRINT_EMBEDDER=static.`,
    );
  const folder = folderOf(choice, models);
  if (lookAt(folder).missing.length > 0 && !choice.isFolder)
    await fetchModel(choice.model, folder, { say, signal, ...(options.hub && { hub: options.hub }) });
  const { weights, missing } = lookAt(folder);
  if (!weights || missing.length > 0) throw absent(choice.model, folder, `the folder has no ${missing.join(', no ')}`);
  const { pooling, questionPrefix, paperPrefix, maxTokens } = settingsOf(folder, choice.model, options);
  const digest = await digestOf(folder, weights);

  const { subfolder, dtype } = weights;
  const device = options.embedderDevice;
  const loading: Loading = { runtime: runtimeFolder(), folder, subfolder, dtype, device, pooling, maxTokens };
  const start = (signal?: AbortSignal) =>
    startRunner(loading, signal).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw broken(folder, device, error);
    });
  let runner: Promise<Runner> = start(signal);
  const { dimensions, note } = await runner;
  if (note) say?.(`${note}. Embedding on the processor instead.`);
  let closed = false;

  /** The running process; a new one where it was ended, as systems do that run out of memory. */
  async function running(): Promise<Runner> {
    if (closed) throw new Error('The embedder is closed.');
    const before = runner;
    const alive = await before.then(
      (one) => one.alive,
      () => false,
    );
    if (!alive && runner === before) runner = start();
    return await runner;
  }

  async function embed(texts: readonly string[], urgent: boolean, signal?: AbortSignal): Promise<Float32Array> {
    const vectors = new Float32Array(texts.length * dimensions);
    const places = [...texts.keys()].filter((at) => texts[at]);
    if (places.length === 0) return vectors;
    const { embed } = await running();
    const found = await embed(
      places.map((at) => texts[at]!),
      urgent,
      signal,
    ).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw broken(folder, device, error);
    });
    for (const [row, at] of places.entries())
      vectors.set(found.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
    return vectors;
  }

  const prepared = (prefix: string, words: string) => words.trim() && prefix + words.trim();
  return {
    kind: 'transformers',
    model: choice.model,
    fingerprint: fingerprintOf('transformers', [
      digest,
      dtype,
      pooling,
      questionPrefix,
      paperPrefix,
      maxTokens,
      dimensions,
    ]),
    dimensions,
    nested: [],
    embedPapers: (papers, signal) =>
      embed(
        papers.map((paper) => prepared(paperPrefix, paperWords(paper))),
        false,
        signal,
      ),
    embedQuestions: (texts, signal) =>
      embed(
        texts.map((text) => prepared(questionPrefix, text)),
        true,
        signal,
      ),
    async close() {
      closed = true;
      await runner.then(
        (one) => one.close(),
        () => {},
      );
    },
  };
}

function broken(folder: string, device: string, error: unknown): Failure {
  const why = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 300);
  const cuda = device === 'cuda' ? 'Set OFFPRINT_EMBEDDER_DEVICE=cpu, or ' : '';
  return new Failure(
    'SourceUnavailable',
    `The embedding model in ${folder} does not run: ${why}`,
    `${cuda || ''}${cuda ? 'p' : 'P'}lace its files there anew, or use the built-in one: OFFPRINT_EMBEDDER=static.`,
  );
}
