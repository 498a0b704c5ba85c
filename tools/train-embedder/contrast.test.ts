import { expect, test } from 'vitest';
import { Contrast } from './contrast.ts';
import { openKernels } from './kernels/kernels.ts';
import { layoutOf } from './layout.ts';
import { RECIPE } from './recipe.ts';

const recipe = { ...RECIPE, nested: [16, 32], batch: 8, parts: 1, temperature: 0.3 };
const layout = layoutOf(1, recipe);
const memory = new WebAssembly.Memory({ initial: layout.pages, maximum: layout.pages, shared: true });
const numbers = new Float32Array(memory.buffer);
const part = layout.parts[0]!;
const contrast = new Contrast(openKernels(memory, layout.pages), memory, layout, recipe);

/** The loss as its definition says, with the whole vectors' part of it. */
function loss(): { all: number; whole: number } {
  const losses = recipe.nested.map((columns) => {
    const vectors = Array.from({ length: 16 }, (_, text) => {
      const start = part.texts + text * layout.textLine;
      const vector = [...numbers.subarray(start, start + columns)];
      return vector.map((value) => value / Math.hypot(...vector));
    });
    const logit = (a: number, b: number) =>
      vectors[a]!.reduce((sum, value, at) => sum + value * vectors[b]![at]!, 0) / recipe.temperature;
    const places = [0, 1, 2, 3, 4, 5, 6, 7];
    const entropy = (own: number, all: number[]) => Math.log(all.reduce((sum, one) => sum + Math.exp(one), 0)) - own;
    const each = places.map((i) => {
      const forth = entropy(
        logit(i, 8 + i),
        places.map((j) => logit(i, 8 + j)),
      );
      const back = entropy(
        logit(i, 8 + i),
        places.map((j) => logit(j, 8 + i)),
      );
      return (forth + back) / 2;
    });
    return each.reduce((sum, one) => sum + one, 0) / 8;
  });
  return { all: (losses[0]! + losses[1]!) / 2, whole: losses[1]! };
}

test('the gradient is the slope of the loss', () => {
  for (let at = 0; at < 16 * layout.textLine; at += 1) numbers[part.texts + at] = Math.sin(at * at * 0.37 + at);
  expect(contrast.run(part)).toBeCloseTo(loss().whole, 4);
  for (const [text, column] of [
    [0, 0],
    [0, 20],
    [7, 31],
    [8, 3],
    [15, 17],
  ] as const) {
    const place = text * layout.textLine + column;
    const before = numbers[part.texts + place]!;
    const moved = (by: number) => {
      numbers[part.texts + place] = before + by;
      return loss().all;
    };
    const slope = (moved(1e-3) - moved(-1e-3)) / 2e-3;
    numbers[part.texts + place] = before;
    expect(numbers[part.gradients + place]).toBeCloseTo(slope, 5);
  }
});
