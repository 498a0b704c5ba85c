import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '#test/harness/random.ts';
import { assembled } from '../../../../../tools/wasm.ts';
import { DOT_WASM } from './dot.wasm.ts';
import { Plane } from './plane.ts';
import { prefixOf, quantised, readQuantised } from './quantised.ts';
import { Vectors } from './vectors.ts';

function unitVector(random: () => number, dimensions: number): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

test('the module in the repository is what its text says', async () => {
  const bytes = await assembled(readFileSync(join(import.meta.dirname, 'dot.wat'), 'utf8'));
  expect(Buffer.from(bytes).toString('base64')).toBe(DOT_WASM);
});

test.each([16, 64, 100, 256, 384, 1_536])('products of vectors of %d numbers are those of arithmetic', (dimensions) => {
  const random = randomFrom(7);
  const plane = new Plane(dimensions);
  const vectors = Array.from({ length: 700 }, () => unitVector(random, dimensions));
  for (const [doc, vector] of vectors.entries()) {
    const { numbers, step } = readQuantised(quantised(vector));
    plane.set(doc, numbers, step);
  }
  const question = unitVector(random, dimensions);
  const all = new Float32Array(vectors.length);
  plane.all(question, all);
  const some = plane.some(question, [699, 0, 5]);
  for (const [doc, vector] of vectors.entries()) expect(all[doc]).toBeCloseTo(dot(question, vector), 2);
  expect(Array.from(some)).toEqual([all[699], all[0], all[5]]);
});

test('the largest numbers do not run over', () => {
  const dimensions = 4_096;
  const plane = new Plane(dimensions);
  const vector = new Float32Array(dimensions).fill(1 / 64);
  const { numbers, step } = readQuantised(quantised(vector));
  plane.set(0, numbers, step);
  expect(plane.some(vector, [0])[0]).toBeCloseTo(1, 2);
});

describe('the nearest', () => {
  const random = randomFrom(11);
  const centre = unitVector(random, 256);
  const near = (nearness: number) => {
    const other = unitVector(random, 256);
    return prefixOf(
      centre.map((value, i) => value * nearness + other[i]! * (1 - nearness)),
      256,
    );
  };
  const vectors = Array.from({ length: 3_000 }, (_, n) => near((n % 100) / 100));

  test.each([{ nested: [] }, { nested: [64, 128, 256] }])('are found with nested prefixes $nested', ({ nested }) => {
    const index = new Vectors(256, nested);
    for (const [doc, vector] of vectors.entries()) if (doc !== 42) index.set(doc, quantised(vector));
    const allowed = new Uint8Array(3_000).fill(1);
    allowed[99] = 0;
    const wanted = vectors
      .map((vector, doc) => ({ doc, nearness: dot(centre, vector) }))
      .filter(({ doc }) => doc !== 99 && doc !== 42)
      .sort((a, b) => b.nearness - a.nearness)
      .slice(0, 10);
    const found = index.nearest(centre, allowed, 3_000, 10);
    expect(found).toHaveLength(10);
    // Thirty are about equally near, and rounding to 8 bits may exchange one for another.
    for (const { nearness } of found) expect(nearness).toBeGreaterThan(wanted.at(-1)!.nearness - 0.01);
    expect(found.map(({ doc }) => doc)).not.toContain(99);
    expect(index.has(42)).toBe(false);
    expect(found.map(({ nearness }) => nearness)).toEqual(found.map(({ nearness }) => nearness).sort((a, b) => b - a));
  });

  test.each([{ nested: [] }, { nested: [64] }])('a copy is as near, with nested prefixes $nested', ({ nested }) => {
    const index = new Vectors(256, nested);
    for (let doc = 0; doc < 1_000; doc++) index.set(doc, quantised(unitVector(random, 256)));
    index.set(500, quantised(centre));
    index.copy(500, 1_000);
    index.copy(4_000, 1_001);
    const allowed = new Uint8Array(1_002).fill(1);
    allowed[500] = 0;
    expect(index.nearest(centre, allowed, 1_002, 1)).toMatchObject([{ doc: 1_000, nearness: expect.closeTo(1, 2) }]);
    expect(index.has(1_001)).toBe(false);
  });

  test('a vector of other length than the others is not taken in', () => {
    const index = new Vectors(256, []);
    index.set(0, quantised(new Float32Array(64).fill(0.125)));
    expect(index.has(0)).toBe(false);
  });

  test('a paper without a known word, whose vector is zero, is near to nothing', () => {
    const index = new Vectors(256, [64]);
    index.set(0, quantised(new Float32Array(256)));
    index.set(1, quantised(centre));
    expect(index.nearest(centre, new Uint8Array([1, 1]), 2, 5).map(({ doc }) => doc)).toEqual([1]);
  });
});
