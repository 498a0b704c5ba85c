import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '#floor/settings.ts';
import { type EmbeddingEndpoint, embeddingEndpoint, status } from '#test/harness/embedding-endpoint.ts';
import { placeModel } from '#test/harness/tiny-model.ts';
import { transformersRuntime } from '#test/harness/transformers-runtime.ts';
import { describeEmbedder } from './describe.ts';
import { openEmbedder } from './open.ts';

const KEY = 'sk-hunter2';
let dataDir: string;
let endpoint: EmbeddingEndpoint;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'offprint-doctor-'));
  endpoint = await embeddingEndpoint();
});
afterAll(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await endpoint.close();
});

const settings = (env: Record<string, string>) => readSettings({ OFFPRINT_DATA: dataDir, ...env });
const atEndpoint = () =>
  settings({ OFFPRINT_EMBEDDER: 'openai:m', OFFPRINT_EMBEDDER_URL: endpoint.url, OFFPRINT_EMBEDDER_KEY: KEY });

test('the built-in one needs nothing, and each of the others has a line that says how to switch it on', async () => {
  const lines = await describeEmbedder(settings({}));
  expect(lines.map(({ name }) => name)).toEqual(['embedder', '  or transformers', '  or openai']);
  expect(lines.filter(({ next }) => next)).toEqual([]);
  expect(lines[1]?.value).toContain('OFFPRINT_EMBEDDER=transformers:');
  expect(lines[2]?.value).toContain('OFFPRINT_EMBEDDER=openai:MODEL');
});

test('an endpoint is asked once', async () => {
  const [line] = await describeEmbedder(atEndpoint());
  expect(line?.value).toContain(`openai: m, vectors of 4 numbers from ${endpoint.url}`);
});

test('an endpoint that refuses is told with what to do, and without the key', async () => {
  endpoint.faults = [status(401, KEY)];
  const seen = endpoint.asked.length;
  const lines = await describeEmbedder(atEndpoint());
  expect(lines[0]).toMatchObject({ next: expect.stringContaining('OFFPRINT_EMBEDDER_KEY') });
  expect(JSON.stringify(lines)).not.toContain(KEY);
  expect(endpoint.asked).toHaveLength(seen + 1);
});

test('a model is looked for where it belongs, and nothing is fetched', { timeout: 300_000 }, async () => {
  const chosen = settings({ OFFPRINT_EMBEDDER: 'transformers:someone/tiny' });
  // Another file's tests may be about to install it.
  const there = await transformersRuntime();
  const [before] = await describeEmbedder(chosen);
  if (!there) {
    expect(before?.next).toContain('npm ci --prefix optional/transformers');
    return;
  }
  const folder = join(dataDir, 'models/someone/tiny');
  expect(before?.next).toContain(folder);
  placeModel(folder);
  const [after] = await describeEmbedder(chosen);
  expect(after).toEqual({ name: 'embedder', value: `transformers: someone/tiny, onnx/model.onnx in ${folder}` });
});

test('the settings open the embedder that they name', async () => {
  const embedder = await openEmbedder(atEndpoint());
  expect(embedder).toMatchObject({ kind: 'openai', model: 'm', dimensions: 4 });
});
