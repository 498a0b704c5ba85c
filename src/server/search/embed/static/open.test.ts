import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeModel } from './model-file.ts';
import { openStaticEmbedder } from './open.ts';
import { tinyModel } from './tiny-model.fixture.ts';

const embedder = await openStaticEmbedder();
const size = embedder.dimensions;

const cosine = (a: Float32Array, b: Float32Array, numbers: number) => {
  const dot = (x: Float32Array, y: Float32Array) =>
    x.subarray(0, numbers).reduce((sum, value, at) => sum + value * y[at]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

test('the model of the repository keeps the contract', async () => {
  expect(embedder.kind).toBe('static');
  expect(embedder.nested).toEqual([64, 128, 256, embedder.dimensions]);
  expect(embedder.fingerprint).toMatch(/^[a-z0-9_]{1,60}$/);
  const vectors = await embedder.embedQuestions(['graph neural networks', 'high-Tc superconductors']);
  expect(vectors.length).toBe(2 * size);
  expect(Math.hypot(...vectors.subarray(size))).toBeCloseTo(1, 5);
  expect(await embedder.embedPapers([])).toEqual(new Float32Array(0));
});

const NEAR_AND_FAR = [
  [
    'Chain-of-thought prompting for arithmetic reasoning in large language models',
    'Step by step rationales help LLMs solve math word problems',
    'Thin films of topological insulators grown by molecular beam epitaxy',
  ],
  [
    'Denoising diffusion for image synthesis',
    'Text-to-image generation with score-based models',
    'Regret bounds for auctions with strategic bidders',
  ],
  [
    'Superconductivity in twisted bilayer graphene',
    'Correlated phases of moiré materials near the magic angle',
    'Sentiment analysis of product reviews',
  ],
  ['speech recognition', 'audio transcription with acoustic models', 'protein structure prediction'],
  ['robot grasping', 'dexterous manipulation with a gripper', 'named entity recognition'],
  ['error correcting codes for qubits', 'fault-tolerant quantum computation', 'object detection in street scenes'],
] as const;

test.each(NEAR_AND_FAR)('“%s” is nearer to “%s” than to “%s”', async (asked, near, far) => {
  const all = await embedder.embedPapers([asked, near, far].map((title) => ({ title })));
  const [a, b, c] = [0, 1, 2].map((place) => all.subarray(place * size, (place + 1) * size)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (const numbers of embedder.nested) expect(cosine(a, b, numbers)).toBeGreaterThan(cosine(a, c, numbers) + 0.05);
});

test('a text of a megabyte is answered like its beginning', async () => {
  const long = 'quantum error correction with surface codes. '.repeat(25_000);
  const both = await embedder.embedQuestions([long, long.slice(0, 40_000)]);
  expect(both.slice(0, size)).toEqual(both.slice(size));
});

test('a signal that was given before ends the call', async () => {
  await expect(embedder.embedPapers([{ title: 'a' }], AbortSignal.abort())).rejects.toThrow('abort');
});

test('a file that is missing or damaged is a failure with what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-static-'));
  const path = join(folder, 'model.bin');
  await expect(openStaticEmbedder(path)).rejects.toMatchObject({
    kind: 'SourceUnavailable',
    message: expect.stringContaining('is missing'),
    next: expect.stringContaining('train:embedder'),
  });
  const bytes = writeModel(tinyModel());
  await writeFile(path, bytes);
  expect((await openStaticEmbedder(path)).fingerprint).not.toBe(embedder.fingerprint);
  await writeFile(path, bytes.fill(0xff, bytes.length - 1));
  await expect(openStaticEmbedder(path)).rejects.toMatchObject({
    kind: 'SourceUnavailable',
    message: expect.stringContaining('is damaged'),
  });
});
