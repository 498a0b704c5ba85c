import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';

/** What no model does without. */
export const NEEDED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];

/** What some models say of their pooling, prefixes and length; defaults stand in where a model has none. */
export const HELPFUL = [
  'modules.json',
  '1_Pooling/config.json',
  'config_sentence_transformers.json',
  'sentence_bert_config.json',
];

/** Weights, best first: a quarter of the size and twice as fast on a processor, at a small loss. */
export const WEIGHTS = [
  { subfolder: 'onnx', name: 'model_quantized.onnx', dtype: 'q8' },
  { subfolder: 'onnx', name: 'model.onnx', dtype: 'fp32' },
  { subfolder: '', name: 'model_quantized.onnx', dtype: 'q8' },
  { subfolder: '', name: 'model.onnx', dtype: 'fp32' },
] as const;

export type Weights = (typeof WEIGHTS)[number];

export const pathOf = ({ subfolder, name }: Weights) => (subfolder ? `${subfolder}/${name}` : name);

/** Weights of 2 GB and more lie beside the model file, under its name with this ending. */
export const BESIDE = '_data';

export interface ModelFiles {
  weights: Weights | undefined;
  /** Paths in the folder; the last may be one of several. */
  missing: string[];
}

/** Which of a model's files lie in a folder. */
export function lookAt(folder: string): ModelFiles {
  const has = (path: string) => existsSync(join(folder, path));
  const weights = WEIGHTS.find((one) => has(pathOf(one)));
  const missing = NEEDED.filter((path) => !has(path));
  return { weights, missing: weights ? missing : [...missing, 'onnx/model_quantized.onnx or onnx/model.onnx'] };
}

/** What a person may place, in one sentence. */
export const placing = (folder: string) =>
  `Place ${NEEDED.join(', ')} and onnx/model.onnx (or onnx/model_quantized.onnx) of the model in ${folder}, ` +
  `with ${HELPFUL.join(', ')} where it has them.`;

/** A hash over the bytes that a model's vectors depend on: weights and tokenizer. */
export async function digestOf(folder: string, weights: Weights): Promise<string> {
  const hash = createHash('sha256');
  for (const path of ['tokenizer.json', pathOf(weights), pathOf(weights) + BESIDE]) {
    const file = join(folder, path);
    if (existsSync(file))
      for await (const bytes of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(bytes as Buffer);
  }
  return hash.digest('hex');
}
