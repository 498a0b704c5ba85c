import { join } from 'node:path';
import type { Settings } from '#floor/settings.ts';
import type { Embedder } from './embedder.ts';

/** The settings that an embedder is opened by. */
export type EmbeddingSettings = Pick<
  Settings,
  | 'dataDir'
  | 'embedder'
  | 'embedderUrl'
  | 'embedderKey'
  | 'embedderModels'
  | 'embedderDevice'
  | 'embedderPooling'
  | 'embedderQuestionPrefix'
  | 'embedderPaperPrefix'
>;

export interface Opening {
  /** Takes one sentence for people: what is being fetched, what runs on another device than there is. */
  say?: (line: string) => void;
  signal?: AbortSignal;
}

/** Where the transformers embedder looks for models, and places those that it fetches. */
export const modelsFolder = ({ embedderModels, dataDir }: EmbeddingSettings) =>
  embedderModels || join(dataDir, 'models');

/**
 * Opens the embedder that the settings choose; only its own code is loaded.
 * @throws Failure `SourceUnavailable` where its runtime, model or endpoint is not there, with what to do. The built-in
 * one can stand in: it needs nothing.
 */
export async function openEmbedder(settings: EmbeddingSettings, { say, signal }: Opening = {}): Promise<Embedder> {
  const { embedder: choice } = settings;
  if (choice.kind === 'openai') {
    const { openOpenAiEmbedder } = await import('./openai/open.ts');
    const { embedderUrl: url, embedderKey: key } = settings;
    const { embedderQuestionPrefix: questionPrefix, embedderPaperPrefix: paperPrefix } = settings;
    return await openOpenAiEmbedder({ url, key, model: choice.model, questionPrefix, paperPrefix }, signal);
  }
  if (choice.kind === 'transformers') {
    const { openTransformersEmbedder } = await import('./transformers/open.ts');
    return await openTransformersEmbedder({ ...settings, choice, models: modelsFolder(settings), say }, signal);
  }
  const { openStaticEmbedder } = await import('./static/open.ts');
  return await openStaticEmbedder();
}
