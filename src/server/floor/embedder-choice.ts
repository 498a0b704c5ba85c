import { resolve } from 'node:path';

/** Which embedder turns papers and questions into vectors. */
export type EmbedderChoice =
  | { kind: 'static' }
  /** `model` is a name such as `BAAI/bge-small-en-v1.5`, or the absolute path of a folder. */
  | { kind: 'transformers'; model: string; isFolder: boolean }
  | { kind: 'openai'; model: string };

/** How the vectors of a text's words become one: their mean, the first word's, the last word's; `auto`: the model's own. */
export type PoolingChoice = 'auto' | 'mean' | 'cls' | 'last';

export type DeviceChoice = 'auto' | 'cpu' | 'cuda';

/** What the embedders need to know, as part of the settings. */
export interface EmbedderSettings {
  embedder: EmbedderChoice;
  /** Without a slash at its end. */
  embedderUrl: string;
  embedderKey: string;
  /** Folder of model files; empty for `models` in `dataDir`. */
  embedderModels: string;
  embedderDevice: DeviceChoice;
  embedderPooling: PoolingChoice;
  /** Put before a question; undefined for the model's own. */
  embedderQuestionPrefix: string | undefined;
  embedderPaperPrefix: string | undefined;
}

const ALLOWED =
  'static, transformers:NAME (such as transformers:BAAI/bge-small-en-v1.5), transformers:FOLDER (starting with / or .), ' +
  'or openai:MODEL';

/** One or two parts, as models are named where they are published. */
const NAME = /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)?$/;
const FOLDER = /^(\.{0,2}[/\\]|\.{1,2}$|[A-Za-z]:[/\\])/;

export function parseEmbedder(text: string): { value: EmbedderChoice } | { allowed: string } {
  if (text === 'static') return { value: { kind: 'static' } };
  const [kind, model = ''] = text.split(/:(.*)/s);
  if (kind === 'openai' && model.trim()) return { value: { kind, model: model.trim() } };
  if (kind === 'transformers' && FOLDER.test(model)) return { value: { kind, model: resolve(model), isFolder: true } };
  if (kind === 'transformers' && NAME.test(model)) return { value: { kind, model, isFolder: false } };
  return { allowed: ALLOWED };
}
