import * as wasm from './assembler.ts';
import { advance, type Code, type Kernel, type Local, plus } from './assembler.ts';

const ROWS = 4;

/** A tile of 4 × 8 sums stays in registers while the inner dimension passes. */
export const multiply: Kernel = {
  name: 'multiply',
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  body(parameters, local) {
    const [c, cRow, p, pRow, pInner, b, bRow, rows, inner, columns] = parameters as [
      ...[Local, Local, Local, Local, Local, Local, Local, Local, Local, Local],
    ];
    const [strips, bands, left] = [local('i32'), local('i32'), local('i32')];
    const [at, bAt, cAt, pAt] = [local('i32'), local('i32'), local('i32'), local('i32')];
    const sums = Array.from({ length: ROWS * 2 }, () => local('v128'));
    const [low, high, factor] = [local('v128'), local('v128'), local('v128')];
    const row = (start: Local, stride: Local, index: number): Code =>
      index === 0 ? start.get : plus(start.get, wasm.times(stride.get, wasm.i32(index)));
    const indexes = [0, 1, 2, 3];
    const step = [
      ...low.set(wasm.load4(bAt.get)),
      ...high.set(wasm.load4(bAt.get, 16)),
      ...indexes.flatMap((index) => {
        const [one, two] = [sums[index * 2]!, sums[index * 2 + 1]!];
        return [
          ...factor.set(wasm.loadSame4(row(at, pRow, index))),
          ...one.set(wasm.add4(one.get, wasm.mul4(factor.get, low.get))),
          ...two.set(wasm.add4(two.get, wasm.mul4(factor.get, high.get))),
        ];
      }),
      ...advance(at, pInner.get),
      ...advance(bAt, bRow.get),
    ];
    const tile = [
      ...indexes.flatMap((index) => [
        ...sums[index * 2]!.set(wasm.load4(row(cAt, cRow, index))),
        ...sums[index * 2 + 1]!.set(wasm.load4(row(cAt, cRow, index), 16)),
      ]),
      ...at.set(pAt.get),
      ...bAt.set(b.get),
      ...left.set(inner.get),
      ...wasm.repeat(left, step),
      ...indexes.flatMap((index) => [
        ...wasm.store4(row(cAt, cRow, index), sums[index * 2]!.get),
        ...wasm.store4(row(cAt, cRow, index), sums[index * 2 + 1]!.get, 16),
      ]),
    ];
    // Eight columns of B stay near while all rows of P pass.
    const strip = [
      ...cAt.set(c.get),
      ...pAt.set(p.get),
      ...bands.set([...rows.get, ...wasm.i32(2), 0x76]),
      ...wasm.repeat(bands, [
        ...tile,
        ...advance(cAt, wasm.times(cRow.get, wasm.i32(ROWS))),
        ...advance(pAt, wasm.times(pRow.get, wasm.i32(ROWS))),
      ]),
      ...advance(c, wasm.i32(32)),
      ...advance(b, wasm.i32(32)),
    ];
    return [...strips.set([...columns.get, ...wasm.i32(3), 0x76]), ...wasm.repeat(strips, strip)];
  },
};
