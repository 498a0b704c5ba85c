import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { floats, input, node, onnx, output, wholes } from './onnx-bytes.ts';

const WORDS = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  'query',
  'passage',
  ':',
  'red',
  'green',
  'blue',
  'sea',
  'sky',
  'of',
  'the',
];
export const DIMENSIONS = 8;
export const MAX_TOKENS = 16;

/** Any row of numbers that differs from word to word. */
const rowOf = (word: string): number[] =>
  Array.from({ length: DIMENSIONS }, (_, at) => Math.sin((WORDS.indexOf(word) + 1) * (at + 1) * 1.7));

/**
 * What the model makes of a text's words, worked out by hand: each token's row plus the sum of all rows. The sum makes a
 * wrong attention mask show.
 */
export function hiddenOf(text: string): number[][] {
  const tokens = text.toLowerCase().match(/\w+|:/g) ?? [];
  const known = tokens.map((word) => (WORDS.includes(word) ? word : '[UNK]'));
  const rows = ['[CLS]', ...known.slice(0, MAX_TOKENS - 2), '[SEP]'].map(rowOf);
  const sum = rows[0]!.map((_, at) => rows.reduce((total, row) => total + row[at]!, 0));
  return rows.map((row) => row.map((number, at) => number + sum[at]!));
}

const shape = ['batch', 'sequence'];
const weights = () =>
  onnx([
    node('Gather', ['rows', 'input_ids'], 'found'),
    node('Cast', ['attention_mask'], 'mask', { to: 1 }),
    node('Unsqueeze', ['mask', 'last'], 'column'),
    node('Mul', ['found', 'column'], 'unmasked'),
    node('ReduceSum', ['unmasked', 'second'], 'sum', { keepdims: 1 }),
    node('Add', ['found', 'sum'], 'last_hidden_state'),
    floats('rows', [WORDS.length, DIMENSIONS], Float32Array.from(WORDS.flatMap(rowOf))),
    wholes('last', [2]),
    wholes('second', [1]),
    ...['input_ids', 'attention_mask', 'token_type_ids'].map((name) => input(name, shape)),
    output('last_hidden_state', [...shape, DIMENSIONS]),
  ]);

const special = (content: string) => ({
  id: WORDS.indexOf(content),
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

const TOKENIZER = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: WORDS.slice(0, 4).map(special),
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: Object.fromEntries(
      ['[CLS]', '[SEP]'].map((id) => [id, { id, ids: [WORDS.indexOf(id)], tokens: [id] }]),
    ),
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(WORDS.map((word, at) => [word, at])),
  },
};

/** The files of a sentence model of a few words, as models are published; replace or leave out (undefined) any of them. */
export function tinyModel(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    'config.json': { model_type: 'bert', hidden_size: DIMENSIONS, max_position_embeddings: MAX_TOKENS },
    'tokenizer.json': TOKENIZER,
    'tokenizer_config.json': {
      tokenizer_class: 'BertTokenizer',
      model_max_length: MAX_TOKENS,
      pad_token: '[PAD]',
      unk_token: '[UNK]',
      cls_token: '[CLS]',
      sep_token: '[SEP]',
    },
    'modules.json': ['Transformer', 'Pooling', 'Normalize'].map((name) => ({
      type: `sentence_transformers.models.${name}`,
    })),
    '1_Pooling/config.json': { pooling_mode_cls_token: false, pooling_mode_mean_tokens: true },
    'config_sentence_transformers.json': { prompts: { query: 'query: ', document: 'passage: ' } },
    'onnx/model.onnx': weights(),
    ...changes,
  };
}

/** Writes a model's files into a folder. */
export function placeModel(folder: string, files: Record<string, unknown> = tinyModel()): void {
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytesOf(content));
  }
}

export const bytesOf = (content: unknown): Uint8Array =>
  content instanceof Uint8Array
    ? content
    : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
