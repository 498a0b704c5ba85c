import * as wasm from './assembler.ts';
import { advance, type Code, type Kernel, type Local } from './assembler.ts';

export const rmsStep: Kernel = {
  name: 'rmsStep',
  parameters: ['i32', 'i32', 'i32', 'i32', 'f32', 'f32', 'f32'],
  body(parameters, local) {
    const [x, v, g, count, rate, decay, tiny] = parameters as [Local, Local, Local, Local, Local, Local, Local];
    const [gradient, square] = [local('v128'), local('v128')];
    const same = (value: Code) => wasm.same4(value);
    const newer = wasm.mul4(same(wasm.lessF32(wasm.f32(1), decay.get)), wasm.mul4(gradient.get, gradient.get));
    const step = wasm.div4(wasm.mul4(same(rate.get), gradient.get), wasm.add4(wasm.sqrt4(square.get), same(tiny.get)));
    return [
      ...count.set([...count.get, ...wasm.i32(2), 0x76]),
      ...wasm.repeat(count, [
        ...gradient.set(wasm.load4(g.get)),
        ...square.set(wasm.add4(wasm.mul4(same(decay.get), wasm.load4(v.get)), newer)),
        ...wasm.store4(v.get, square.get),
        ...wasm.store4(x.get, wasm.sub4(wasm.load4(x.get), step)),
        ...wasm.store4(g.get, wasm.zero4),
        ...[x, v, g].flatMap((pointer) => advance(pointer, wasm.i32(16))),
      ]),
    ];
  },
};
