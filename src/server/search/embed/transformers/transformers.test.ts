import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DIMENSIONS, hiddenOf, placeModel, tinyModel } from '#test/harness/tiny-model.ts';
import { transformersRuntime } from '#test/harness/transformers-runtime.ts';
import type { Embedder } from '../embedder.ts';
import { openTransformersEmbedder, type TransformersOptions } from './open.ts';

const there = await transformersRuntime();

let models: string;
const opened: Embedder[] = [];
beforeEach(() => {
  models = mkdtempSync(join(tmpdir(), 'offprint-models-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((embedder) => embedder.close()));
  rmSync(models, { recursive: true, force: true });
});

const inFolder = (model: string) => ({ kind: 'transformers' as const, model, isFolder: true });
const named = (model: string) => ({ kind: 'transformers' as const, model, isFolder: false });

async function open(more: Partial<TransformersOptions> = {}, signal?: AbortSignal): Promise<Embedder> {
  const embedder = await openTransformersEmbedder(
    {
      choice: inFolder(join(models, 'tiny')),
      models,
      embedderDevice: 'auto',
      embedderPooling: 'auto',
      embedderQuestionPrefix: undefined,
      embedderPaperPrefix: undefined,
      ...more,
    },
    signal,
  );
  opened.push(embedder);
  return embedder;
}
const place = (changes: Record<string, unknown> = {}, name = 'tiny') =>
  placeModel(join(models, name), tinyModel(changes));

const mean = (rows: number[][]) => rows[0]!.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length);
const unit = (vector: number[]) => vector.map((number) => expect.closeTo(number / Math.hypot(...vector), 5) as number);
const rowsOf = (vectors: Float32Array) =>
  Array.from({ length: vectors.length / DIMENSIONS }, (_, at) => [
    ...vectors.subarray(at * DIMENSIONS, (at + 1) * DIMENSIONS),
  ]);
const NO_PREFIX = { 'config_sentence_transformers.json': undefined };

describe.skipIf(!there)('vectors (skipped where npm cannot fetch the optional packages)', () => {
  test('are the mean of all tokens, of unit length, with the prefix of a paper or a question', async () => {
    place();
    const embedder = await open();
    expect(embedder).toMatchObject({ kind: 'transformers', dimensions: DIMENSIONS, nested: [] });
    const [paper] = rowsOf(await embedder.embedPapers([{ title: 'The Red Sea', abstract: 'of blue' }]));
    expect(paper).toEqual(unit(mean(hiddenOf('passage: the red sea of blue'))));
    expect(Math.hypot(...paper!)).toBeCloseTo(1, 5);
    const [question] = rowsOf(await embedder.embedQuestions(['red sea']));
    expect(question).toEqual(unit(mean(hiddenOf('query: red sea'))));
  });

  test.each([
    ['cls', 0, { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }],
    ['cls', 0, { pooling_mode: 'cls' }],
    ['last', -1, { pooling_mode_lasttoken: true }],
  ])('are those of one token where the model says %s (%i)', async (_, row, pooling) => {
    place({ ...NO_PREFIX, '1_Pooling/config.json': pooling });
    const [vector] = rowsOf(await (await open()).embedQuestions(['red sea']));
    expect(vector).toEqual(unit(hiddenOf('red sea').at(row)!));
  });

  test('follow the settings before what the model says', async () => {
    place();
    const embedder = await open({
      embedderPooling: 'cls',
      embedderQuestionPrefix: '',
      embedderPaperPrefix: 'the: ',
    });
    const [question] = rowsOf(await embedder.embedQuestions(['red sea']));
    const [paper] = rowsOf(await embedder.embedPapers([{ title: 'sky' }]));
    expect(question).toEqual(unit(hiddenOf('red sea')[0]!));
    expect(paper).toEqual(unit(hiddenOf('the: sky')[0]!));
  });

  test('follow what is known of the model’s family where its folder says nothing', async () => {
    place({ ...NO_PREFIX, '1_Pooling/config.json': undefined }, 'someone/e5-small-tiny');
    const embedder = await open({ choice: named('someone/e5-small-tiny') });
    const [vector] = rowsOf(await embedder.embedQuestions(['red sea']));
    expect(vector).toEqual(unit(mean(hiddenOf('query: red sea'))));
  });

  test('are the same alone and beside longer ones, in the order of the texts', async () => {
    place(NO_PREFIX);
    const embedder = await open();
    const texts = Array.from({ length: 200 }, (_, at) => 'red green blue sea sky of the'.slice(0, 3 + (at % 27)));
    const together = rowsOf(await embedder.embedQuestions(texts));
    for (const [at, text] of texts.entries()) expect(together[at]).toEqual(unit(mean(hiddenOf(text))));
    const [alone] = rowsOf(await embedder.embedQuestions([texts[0]!]));
    expect(alone).toEqual(unit(mean(hiddenOf(texts[0]!))));
  });

  test('read no more of a text than the model takes, however long it is', async () => {
    place(NO_PREFIX);
    const [vector] = rowsOf(await (await open()).embedQuestions(['red '.repeat(100_000)]));
    expect(vector).toEqual(unit(mean(hiddenOf('red '.repeat(14)))));
  });

  test('are all zeros for a paper without words', async () => {
    place();
    const vectors = await (await open()).embedPapers([{ title: ' ' }, { title: 'sea' }]);
    expect([...vectors.subarray(0, DIMENSIONS)]).toEqual(new Array(DIMENSIONS).fill(0));
    expect(Math.hypot(...vectors.subarray(DIMENSIONS))).toBeCloseTo(1, 5);
  });

  test('have a fingerprint of the weights’ bytes, the pooling and the prefixes, wherever the model lies', async () => {
    place();
    place({}, 'elsewhere/tiny');
    place({ 'config_sentence_transformers.json': { prompts: { query: 'the ' } } }, 'other-prefix');
    const print = async (more?: Partial<TransformersOptions>) => (await open(more)).fingerprint;
    const first = await print();
    expect(first).toMatch(/^transformers_[a-z0-9]{16}$/);
    expect(await print({ choice: named('elsewhere/tiny') })).toBe(first);
    expect(await print({ choice: named('other-prefix') })).not.toBe(first);
    expect(await print({ embedderPooling: 'cls' })).not.toBe(first);
  });
});

describe.skipIf(!there)('the process that computes', () => {
  test('is started anew where it was ended', async () => {
    place();
    const children: ChildProcess[] = [];
    const seen = (message: unknown) => children.push((message as { process: ChildProcess }).process);
    subscribe('child_process', seen);
    const embedder = await open();
    const before = await embedder.embedQuestions(['sea']);
    const [child] = children;
    const work = embedder.embedPapers(new Array(20_000).fill({ title: 'red green blue sea sky' }));
    child!.kill('SIGKILL');
    await expect(work).rejects.toMatchObject({
      kind: 'SourceUnavailable',
      message: expect.stringContaining('its process ended (SIGKILL)'),
    });
    expect(await embedder.embedQuestions(['sea'])).toEqual(before);
    expect(children).toHaveLength(2);
    unsubscribe('child_process', seen);
  });

  test('is left alone by an end on request, which comes at once', async () => {
    place();
    const embedder = await open();
    const stop = new AbortController();
    const texts = new Array(20_000).fill('red green blue sea sky of the');
    const work = embedder.embedPapers(
      texts.map((title) => ({ title })),
      stop.signal,
    );
    stop.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
    expect(await embedder.embedQuestions(['sea'])).toHaveLength(DIMENSIONS);
  });

  test('answers a question before the papers that came earlier', async () => {
    place();
    const embedder = await open();
    const order: string[] = [];
    const papers = Array.from({ length: 3_000 }, () => ({ title: 'red green blue sea sky of the' }));
    await Promise.all([
      embedder.embedPapers(papers).then(() => order.push('papers')),
      embedder.embedQuestions(['sea']).then(() => order.push('question')),
    ]);
    expect(order).toEqual(['question', 'papers']);
  });

  test('ends with the embedder, and what was under way with it', async () => {
    place();
    const embedder = await open();
    const work = embedder.embedPapers(new Array(20_000).fill({ title: 'red green blue sea sky' }));
    const ended = expect(work).rejects.toMatchObject({ kind: 'SourceUnavailable' });
    await embedder.close();
    await ended;
    await expect(embedder.embedQuestions(['sea'])).rejects.toThrow('closed');
  });
});

describe.skipIf(!there)('a model that cannot be used is told in a sentence', () => {
  test('a folder that is not there, or lacks files', async () => {
    await expect(open()).rejects.toMatchObject({
      kind: 'SourceUnavailable',
      message: expect.stringContaining('has no config.json'),
      next: expect.stringContaining(join(models, 'tiny')),
    });
    place({ 'onnx/model.onnx': undefined });
    await expect(open()).rejects.toMatchObject({
      message: expect.stringContaining('the folder has no onnx/model_quantized.onnx or onnx/model.onnx'),
    });
  });

  test('weights that are none', async () => {
    place({ 'onnx/model.onnx': 'These are no weights.' });
    await expect(open()).rejects.toMatchObject({
      kind: 'SourceUnavailable',
      message: expect.stringMatching(/does not run: .*(protobuf|load model)/i),
    });
  });

  test('a tokenizer that is none', async () => {
    place({ 'tokenizer.json': '{' });
    await expect(open()).rejects.toMatchObject({ kind: 'SourceUnavailable' });
  });

  test('settings that are no JSON, name an unknown pooling, or a layer that ONNX files lack', async () => {
    place({ '1_Pooling/config.json': '{' });
    await expect(open()).rejects.toMatchObject({ kind: 'Invalid', message: expect.stringContaining('1_Pooling') });
    place({ '1_Pooling/config.json': { pooling_mode_weightedmean_tokens: true } });
    await expect(open()).rejects.toMatchObject({ message: expect.stringContaining('weightedmean_tokens') });
    place({ 'modules.json': [{ type: 'sentence_transformers.models.Dense' }] });
    await expect(open()).rejects.toMatchObject({ message: expect.stringContaining('a layer Dense') });
  });

  test('a device that is not there', async () => {
    place();
    const cuda = join(
      import.meta.dirname,
      '../../../../../optional/transformers/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime_providers_cuda.so',
    );
    if (existsSync(cuda)) return;
    await expect(open({ embedderDevice: 'cuda' })).rejects.toMatchObject({
      kind: 'SourceUnavailable',
      next: expect.stringContaining('OFFPRINT_EMBEDDER_DEVICE=cpu'),
    });
  });
});

describe.skipIf(!there)('weights', () => {
  test('are the quantized ones where both are there, and may lie in the folder itself', async () => {
    const weights = tinyModel()['onnx/model.onnx'];
    place({ ...NO_PREFIX, 'onnx/model.onnx': undefined, 'model.onnx': weights });
    expect(await (await open()).embedQuestions(['sea'])).toHaveLength(DIMENSIONS);
    place({ ...NO_PREFIX, 'onnx/model_quantized.onnx': weights });
    writeFileSync(join(models, 'tiny/onnx/model.onnx'), 'not read');
    expect(await (await open()).embedQuestions(['sea'])).toHaveLength(DIMENSIONS);
  });
});
