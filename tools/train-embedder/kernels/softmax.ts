import * as wasm from './assembler.ts';
import { advance, type Code, type Kernel, type Local } from './assembler.ts';

/** Coefficients of 2^x on −½ … ½ by Taylor's series, the constant last; the error is below 3e-7. */
const POWERS = [1.540353e-4, 1.3333558e-3, 9.6181291e-3, 5.5504109e-2, 2.4022651e-1, 6.9314718e-1, 1];

/** e to the power of `x`; `whole` and `part` are room. What is below −87 counts as −87. */
function exp4(x: Code, whole: Local, part: Local): Code {
  const same = (value: number) => wasm.same4(wasm.f32(value));
  const [first, ...others] = POWERS.map(same);
  const polynomial = others.reduce((sum, next) => wasm.add4(wasm.mul4(sum, part.get), next), first!);
  return [
    ...part.set(wasm.mul4(wasm.max4(x, same(-87)), same(Math.LOG2E))),
    ...whole.set(wasm.nearest4(part.get)),
    ...part.set(wasm.sub4(part.get, whole.get)),
    ...wasm.mul4(polynomial, wasm.powerOfTwo4(whole.get)),
  ];
}

export const exponentials: Kernel = {
  name: 'exponentials',
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f32', 'f32'],
  body(parameters, local) {
    const [products, columns, exps, columnSums, rowSum, count, scale, shift] = parameters as [
      ...[Local, Local, Local, Local, Local, Local, Local, Local],
    ];
    const [one, whole, part, sum] = [local('v128'), local('v128'), local('v128'), local('v128')];
    const scaled = wasm.mul4(wasm.mul4(wasm.load4(products.get), wasm.same4(scale.get)), wasm.load4(columns.get));
    return [
      ...count.set([...count.get, ...wasm.i32(2), 0x76]),
      ...wasm.repeat(count, [
        ...one.set(exp4(wasm.sub4(scaled, wasm.same4(shift.get)), whole, part)),
        ...wasm.store4(exps.get, one.get),
        ...wasm.store4(columnSums.get, wasm.add4(wasm.load4(columnSums.get), one.get)),
        ...sum.set(wasm.add4(sum.get, one.get)),
        ...[products, columns, exps, columnSums].flatMap((pointer) => advance(pointer, wasm.i32(16))),
      ]),
      ...wasm.store4(rowSum.get, sum.get),
    ];
  },
};

export const slopes: Kernel = {
  name: 'slopes',
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f32', 'f32', 'f32'],
  body(parameters, local) {
    const [products, exps, columns, columnShares, columnPulls, pull, count, rowShare, scale, share] = parameters as [
      ...[Local, Local, Local, Local, Local, Local, Local, Local, Local, Local],
    ];
    const [slope, pulled, sum] = [local('v128'), local('v128'), local('v128')];
    const shares = wasm.add4(wasm.same4(rowShare.get), wasm.load4(columnShares.get));
    const both = wasm.mul4(wasm.same4(scale.get), wasm.load4(columns.get));
    const byCosine = wasm.mul4(wasm.mul4(wasm.same4(share.get), wasm.load4(exps.get)), shares);
    return [
      ...count.set([...count.get, ...wasm.i32(2), 0x76]),
      ...wasm.repeat(count, [
        ...slope.set(wasm.mul4(byCosine, both)),
        ...pulled.set(wasm.mul4(slope.get, wasm.load4(products.get))),
        ...sum.set(wasm.add4(sum.get, pulled.get)),
        ...wasm.store4(columnPulls.get, wasm.add4(wasm.load4(columnPulls.get), pulled.get)),
        ...wasm.store4(products.get, slope.get),
        ...[products, exps, columns, columnShares, columnPulls].flatMap((pointer) => advance(pointer, wasm.i32(16))),
      ]),
      ...wasm.store4(pull.get, sum.get),
    ];
  },
};
