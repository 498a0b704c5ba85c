import type { DeviceChoice } from '#floor/embedder-choice.ts';
import type { Pooling } from './pooling.ts';

/** What the process that computes is told at its start. */
export interface Loading {
  /** Folder of the installed runtime: what lies in optional/transformers/node_modules. */
  runtime: string;
  /** Folder of the model. */
  folder: string;
  /** Where in it the weights lie: `onnx`, or empty. */
  subfolder: string;
  /** The runtime's word for the kind of weights: fp32 for model.onnx, q8 for model_quantized.onnx. */
  dtype: string;
  device: DeviceChoice;
  pooling: Pooling;
  maxTokens: number;
}

export interface Loaded {
  dimensions: number;
  device: 'cpu' | 'cuda';
  /** Why it is not the device that was there to be tried. */
  note?: string;
}

export type ToChild =
  | { kind: 'load'; loading: Loading }
  /** Urgent texts go before all others. */
  | { kind: 'embed'; id: number; texts: string[]; urgent: boolean }
  | { kind: 'forget'; id: number };

export type FromChild =
  | { kind: 'loaded'; loaded: Loaded }
  | { kind: 'embedded'; id: number; vectors: Float32Array }
  /** Without an id: the model could not be loaded. */
  | { kind: 'failed'; id?: number; message: string };
