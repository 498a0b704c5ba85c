import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toUnitLength } from '../unit-length.ts';
import { cutTokens } from './cut-tokens.ts';
import type { Loaded, Loading } from './messages.ts';
import { pool } from './pooling.ts';

/** The little that we use of the optional runtime, whose own types are not there where it is not installed. */
interface Tensor {
  data: Float32Array;
  dims: number[];
  dispose(): void;
}
interface Tokenizer {
  (text: string, options: object): { input_ids: number[] };
  pad_token_id?: number;
}
type Session = ((inputs: Record<string, Tensor>) => Promise<Record<string, Tensor>>) & { dispose(): Promise<unknown> };
interface Runtime {
  env: Record<string, unknown>;
  AutoTokenizer: { from_pretrained(folder: string, options: object): Promise<Tokenizer> };
  AutoModel: { from_pretrained(folder: string, options: object): Promise<Session> };
  Tensor: new (type: 'int64', data: BigInt64Array, dims: number[]) => Tensor;
}

/** A model in memory. Runs in a process of its own: the runtime computes on the thread that asks. */
export interface Model extends Loaded {
  tokensOf(text: string): number[];
  /** @returns one vector of unit length a text. */
  vectorsOf(tokens: readonly number[][]): Promise<Float32Array[]>;
}

/** Far more characters than any model's tokens hold: hostile text costs no more than long text. */
const LONGEST = 20_000;

/** @throws Error in the runtime's words where the files are not what they should be. */
export async function loadModel(loading: Loading): Promise<Model> {
  const { runtime, folder, subfolder, dtype, pooling, maxTokens } = loading;
  const require = createRequire(join(runtime, 'package.json'));
  const entry = join(runtime, 'node_modules/@huggingface/transformers/dist/transformers.node.mjs');
  const { env, AutoTokenizer, AutoModel, Tensor } = (await import(pathToFileURL(entry).href)) as Runtime;
  // Files come from the folder alone: what is missing was fetched before, or is told in a sentence.
  Object.assign(env, { allowRemoteModels: false, allowLocalModels: true, useFSCache: false, useBrowserCache: false });
  const files = { local_files_only: true };
  const tokenizer = await AutoTokenizer.from_pretrained(folder, files);
  const open = (device: 'cpu' | 'cuda') => AutoModel.from_pretrained(folder, { ...files, subfolder, dtype, device });
  const { session, device, note } = await openOn(loading.device, open, hasCuda(require.resolve('onnxruntime-node')));

  const tensor = (rows: readonly number[][], width: number, filler: number) => {
    const numbers = new BigInt64Array(rows.length * width).fill(BigInt(filler));
    for (const [row, values] of rows.entries())
      for (const [at, value] of values.entries()) numbers[row * width + at] = BigInt(value);
    return new Tensor('int64', numbers, [rows.length, width]);
  };
  async function vectorsOf(tokens: readonly number[][]): Promise<Float32Array[]> {
    const width = Math.max(1, ...tokens.map((row) => row.length));
    const output = await session({
      input_ids: tensor(tokens, width, tokenizer.pad_token_id ?? 0),
      attention_mask: tensor(
        tokens.map((row) => row.map(() => 1)),
        width,
        0,
      ),
    });
    const hidden = output.last_hidden_state ?? output.token_embeddings;
    const whole = hidden ?? output.sentence_embedding ?? output.pooler_output;
    if (!whole) throw new Error(`it gives ${Object.keys(output).join(', ')} and no last_hidden_state`);
    const data = Float32Array.from(whole.data);
    const size = data.length / tokens.length;
    const dimensions = whole.dims.at(-1)!;
    for (const one of Object.values(output)) one.dispose?.();
    return tokens.map((row, at) => {
      const part = data.subarray(at * size, (at + 1) * size);
      return toUnitLength(hidden ? pool(part, row.length, dimensions, pooling) : part.slice());
    });
  }
  const all = (text: string) => tokenizer(text, { return_tensor: false, padding: false, truncation: false }).input_ids;
  const frame = all('');
  const tokensOf = (text: string) => cutTokens(all(text.slice(0, LONGEST)), frame, maxTokens);
  const [probe] = await vectorsOf([tokensOf('probe')]);
  return { dimensions: probe!.length, device, ...(note && { note }), tokensOf, vectorsOf };
}

/** The runtime names CUDA on every Linux; its library is a further 300 MB that only a hand puts beside it. */
const hasCuda = (binding: string) =>
  existsSync(
    join(dirname(binding), `../bin/napi-v6/${process.platform}/${process.arch}/libonnxruntime_providers_cuda.so`),
  );

async function openOn(
  wanted: Loading['device'],
  open: (device: 'cpu' | 'cuda') => Promise<Session>,
  hasCuda: boolean,
): Promise<{ session: Session; device: 'cpu' | 'cuda'; note?: string }> {
  if (wanted === 'cpu' || (wanted === 'auto' && !hasCuda)) return { session: await open('cpu'), device: 'cpu' };
  try {
    return { session: await open('cuda'), device: 'cuda' };
  } catch (error) {
    if (wanted === 'cuda') throw error;
    const why = error instanceof Error ? error.message : String(error);
    return { session: await open('cpu'), device: 'cpu', note: `CUDA is there but does not start: ${why}` };
  }
}
