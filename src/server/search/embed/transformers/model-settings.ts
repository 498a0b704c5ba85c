import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbedderSettings } from '#floor/embedder-choice.ts';
import { invalid } from '#floor/failure.ts';
import { familyOf } from '../families.ts';
import type { Pooling } from './pooling.ts';

/** How a model's texts become vectors. */
export interface ModelSettings {
  pooling: Pooling;
  questionPrefix: string;
  paperPrefix: string;
  /** Tokens of a text that are read; the rest is cut off. */
  maxTokens: number;
}

export type Overrides = Pick<EmbedderSettings, 'embedderPooling' | 'embedderQuestionPrefix' | 'embedderPaperPrefix'>;

/**
 * Some models take 8,192 tokens and more. Nearly every title with its abstract has fewer than 500, and time and memory
 * grow faster than the length.
 */
const LONGEST = 1_024;

type Json = Record<string, unknown>;

/**
 * What holds for a model: what was set, else what its folder says, else what is known of its family.
 * @param model its name or folder, which names the family.
 * @throws Failure `Invalid` where one of its files is no JSON, or asks for what is not done here.
 */
export function settingsOf(folder: string, model: string, overrides: Overrides): ModelSettings {
  const family = familyOf(model);
  const prompts = json(folder, 'config_sentence_transformers.json');
  refuseOtherModules(folder);
  return {
    pooling: overrides.embedderPooling === 'auto' ? (poolingIn(folder) ?? family.pooling) : overrides.embedderPooling,
    questionPrefix: overrides.embedderQuestionPrefix ?? promptIn(prompts, ['query', 'question']) ?? family.question,
    paperPrefix: overrides.embedderPaperPrefix ?? promptIn(prompts, ['document', 'passage', 'corpus']) ?? family.paper,
    maxTokens: maxTokensIn(folder),
  };
}

function json(folder: string, path: string): Json | undefined {
  const file = join(folder, path);
  if (!existsSync(file)) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    throw invalid(`The model's file ${file} is no JSON.`, 'Place it anew, whole.');
  }
}

const MODES: Record<string, Pooling> = {
  cls: 'cls',
  cls_token: 'cls',
  mean: 'mean',
  mean_tokens: 'mean',
  lasttoken: 'last',
};

/** Older folders have a switch for each way of pooling, newer ones name the way. */
function poolingIn(folder: string): Pooling | undefined {
  const said = json(folder, '1_Pooling/config.json');
  if (!said) return undefined;
  const switches = Object.keys(said).filter((key) => key.startsWith('pooling_mode_') && said[key] === true);
  const chosen = typeof said.pooling_mode === 'string' ? [said.pooling_mode] : switches.map((key) => key.slice(13));
  const known = chosen.length === 1 ? MODES[chosen[0]!] : undefined;
  if (known) return known;
  throw invalid(
    `The model in ${folder} pools by ${chosen.join(' and ') || 'nothing'}, which Offprint does not know.`,
    'Set OFFPRINT_EMBEDDER_POOLING to mean, cls or last, or choose another model.',
  );
}

/** A prompt by one of its usual names; a model with prompts and none of these wants no prefix. */
function promptIn(said: Json | undefined, names: string[]): string | undefined {
  const prompts = said?.prompts as Json | undefined;
  if (!prompts || Object.keys(prompts).length === 0) return undefined;
  const name = [...names, said?.default_prompt_name].find(
    (one) => typeof one === 'string' && typeof prompts[one] === 'string',
  );
  return name === undefined ? undefined : (prompts[name as string] as string);
}

/** Besides the transformer, its pooling and the scaling to length 1, some models have layers that ONNX files leave out. */
function refuseOtherModules(folder: string): void {
  const modules = json(folder, 'modules.json');
  if (!Array.isArray(modules)) return;
  const other = modules
    .map(({ type }: Json) => String(type).split('.').at(-1) ?? '')
    .filter((type) => !['Transformer', 'Pooling', 'Normalize'].includes(type));
  if (other.length > 0)
    throw invalid(
      `The model in ${folder} has a layer ${other[0]}, which Offprint does not know.`,
      'Choose another model.',
    );
}

function maxTokensIn(folder: string): number {
  const config = json(folder, 'config.json');
  const places = Number(config?.max_position_embeddings);
  // RoBERTa and its kin number the places of tokens from 2.
  const lost = /roberta|mpnet|camembert/i.test(String(config?.model_type)) ? 2 : 0;
  const lengths = [
    Number(json(folder, 'sentence_bert_config.json')?.max_seq_length),
    Number(json(folder, 'tokenizer_config.json')?.model_max_length),
    places - lost,
  ];
  return Math.min(...lengths.filter((length) => length > 0), LONGEST);
}
