import { beforeEach, expect, test } from 'vitest';
import { openKernels } from './kernels.ts';

const PAGES = 4;
const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
const [numbers, ids] = [new Float32Array(memory.buffer), new Int32Array(memory.buffer)];
const kernels = openKernels(memory, PAGES);
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 4));
const at = (place: number) => place * 4;

beforeEach(() => {
  numbers.fill(0);
});

test('multiply adds a product to what is there, also of a matrix that lies transposed', () => {
  const [rows, inner, columns] = [8, 5, 16];
  const [p, turned, b, c] = [100, 200, 300, 1000];
  for (let i = 0; i < rows; i += 1)
    for (let j = 0; j < inner; j += 1)
      numbers[p + i * inner + j] = numbers[turned + j * rows + i] = Math.sin(i * 7 + j);
  for (let at = 0; at < inner * columns; at += 1) numbers[b + at] = Math.cos(at);
  const expected = Array.from({ length: rows * columns }, (_, place) => {
    const [i, k] = [Math.floor(place / columns), place % columns];
    return Array.from({ length: inner }, (_, j) => Math.sin(i * 7 + j) * Math.cos(j * columns + k)).reduce(
      (x, y) => x + y,
    );
  });
  const line = at(columns);
  kernels.multiply(at(c), line, at(p), at(inner), 4, at(b), line, rows, inner, columns);
  expect([...numbers.subarray(c, c + rows * columns)]).toEqual(close(expected));
  kernels.multiply(at(c), line, at(turned), 4, at(rows), at(b), line, rows, inner, columns);
  expect([...numbers.subarray(c, c + rows * columns)]).toEqual(close(expected.map((value) => 2 * value)));
});

test('gather and scatter are each other turned round', () => {
  const [table, list, weights, sum] = [1000, 100, 110, 200];
  for (let place = 0; place < 48; place += 1) numbers[table + place] = place;
  ids.set([2, 0], list);
  numbers.set([0.5, 2], weights);
  kernels.gather(at(sum), at(table), at(list), at(weights), 2, 16);
  expect(numbers[sum + 3]).toBe(0.5 * 35 + 2 * 3);
  kernels.gather(at(sum), at(table), at(list), at(weights), 0, 16);
  kernels.scatter(at(table), at(list), at(weights), 2, at(sum), 16);
  expect([table + 3, table + 19, table + 35].map((place) => numbers[place])).toEqual([
    3 + 2 * 23.5,
    19,
    35 + 0.5 * 23.5,
  ]);
});

test('a step of the optimiser goes against the gradient by its size', () => {
  const [x, v, g] = [100, 120, 140];
  numbers.set([1, 1, 1, 1], x);
  numbers.set([3, -3, 0, 1], g);
  kernels.rmsStep(at(x), at(v), at(g), 4, 0.1, 0.75, 1e-8);
  expect([...numbers.subarray(x, x + 4)]).toEqual(close([0.8, 1.2, 1, 0.8]));
  expect([...numbers.subarray(v, v + 4)]).toEqual(close([2.25, 2.25, 0, 0.25]));
  expect([...numbers.subarray(g, g + 4)]).toEqual([0, 0, 0, 0]);
});

test('exponentials are right over their range, with sums by row and by column', () => {
  const [products, columns, exps, sums, row] = [100, 120, 140, 160, 180];
  const exponents = [0, -0.5, -1, -10, -40, -80, -0.001, -3.3];
  numbers.set(exponents, products);
  numbers.fill(1, columns, columns + 8);
  kernels.exponentials(at(products), at(columns), at(exps), at(sums), at(row), 8, 1, 0);
  exponents.forEach((exponent, place) => {
    expect(numbers[exps + place]! / Math.exp(exponent)).toBeCloseTo(1, 4);
    expect(numbers[sums + place]).toBe(numbers[exps + place]);
  });
  const total = numbers.subarray(row, row + 4).reduce((sum, value) => sum + value, 0);
  expect(total).toBeCloseTo(
    exponents.reduce((sum, exponent) => sum + Math.exp(exponent), 0),
    4,
  );
});
