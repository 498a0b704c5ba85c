import * as wasm from './assembler.ts';
import { advance, type Code, type Kernel, type Local, plus } from './assembler.ts';

const bytes = (numbers: Local): Code => wasm.times(numbers.get, wasm.i32(4));

/** to[i] += weight · from[i] in steps of 16 numbers; moves both pointers. */
function addScaled(to: Local, from: Local, weight: Local, steps: Local): Code {
  return wasm.repeat(steps, [
    ...[0, 16, 32, 48].flatMap((offset) =>
      wasm.store4(
        to.get,
        wasm.add4(wasm.load4(to.get, offset), wasm.mul4(weight.get, wasm.load4(from.get, offset))),
        offset,
      ),
    ),
    ...advance(to, wasm.i32(64)),
    ...advance(from, wasm.i32(64)),
  ]);
}

export const gather: Kernel = {
  name: 'gather',
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  body(parameters, local) {
    const [sum, table, ids, weights, count, columns] = parameters as [Local, Local, Local, Local, Local, Local];
    const [to, from, steps, weight] = [local('i32'), local('i32'), local('i32'), local('v128')];
    return wasm.repeat(count, [
      ...to.set(sum.get),
      ...from.set(plus(table.get, wasm.times(wasm.loadI32(ids.get), bytes(columns)))),
      ...weight.set(wasm.loadSame4(weights.get)),
      ...steps.set([...columns.get, ...wasm.i32(4), 0x76]),
      ...addScaled(to, from, weight, steps),
      ...advance(ids, wasm.i32(4)),
      ...advance(weights, wasm.i32(4)),
    ]);
  },
};

export const scatter: Kernel = {
  name: 'scatter',
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  body(parameters, local) {
    const [table, ids, weights, count, source, columns] = parameters as [Local, Local, Local, Local, Local, Local];
    const [to, from, steps, weight] = [local('i32'), local('i32'), local('i32'), local('v128')];
    return wasm.repeat(count, [
      ...from.set(source.get),
      ...to.set(plus(table.get, wasm.times(wasm.loadI32(ids.get), bytes(columns)))),
      ...weight.set(wasm.loadSame4(weights.get)),
      ...steps.set([...columns.get, ...wasm.i32(4), 0x76]),
      ...addScaled(to, from, weight, steps),
      ...advance(ids, wasm.i32(4)),
      ...advance(weights, wasm.i32(4)),
    ]);
  },
};
