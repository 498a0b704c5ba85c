import * as wasm from './assembler.ts';
import { advance, type Code, type Kernel, type Local } from './assembler.ts';

export const adam: Kernel = {
  name: 'adam',
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'f32', 'f32', 'f32', 'f32'],
  body(parameters, local) {
    const [x, m, v, g, count, rate, b1, b2, tiny] = parameters as [
      ...[Local, Local, Local, Local, Local, Local, Local, Local, Local],
    ];
    const [gradient, first, second] = [local('v128'), local('v128'), local('v128')];
    const rest = (share: Local): Code => wasm.lessF32(wasm.f32(1), share.get);
    const mixed = (before: Code, share: Local, now: Code) =>
      wasm.add4(wasm.mul4(wasm.same4(share.get), before), wasm.mul4(wasm.same4(rest(share)), now));
    return [
      ...count.set([...count.get, ...wasm.i32(2), 0x76]),
      ...wasm.repeat(count, [
        ...gradient.set(wasm.load4(g.get)),
        ...first.set(mixed(wasm.load4(m.get), b1, gradient.get)),
        ...second.set(mixed(wasm.load4(v.get), b2, wasm.mul4(gradient.get, gradient.get))),
        ...wasm.store4(m.get, first.get),
        ...wasm.store4(v.get, second.get),
        ...wasm.store4(
          x.get,
          wasm.add4(
            wasm.load4(x.get),
            wasm.div4(
              wasm.mul4(wasm.same4(wasm.lessF32(wasm.f32(0), rate.get)), first.get),
              wasm.add4(wasm.sqrt4(second.get), wasm.same4(tiny.get)),
            ),
          ),
        ),
        ...wasm.store4(g.get, wasm.zero4),
        ...[x, m, v, g].flatMap((pointer) => advance(pointer, wasm.i32(16))),
      ]),
    ];
  },
};
