/** As much of a WebAssembly assembler as the kernels need: functions over i32, f32 and v128 in one shared memory. */

export type Type = 'i32' | 'f32' | 'v128';
export type Code = number[];

const TYPE: Record<Type, number> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

const unsigned = (value: number): Code => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]);

function signed(value: number): Code {
  const low = value & 0x7f;
  const rest = value >> 7;
  const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return done ? [low] : [low | 0x80, ...signed(rest)];
}

const simd = (number: number): Code => [0xfd, ...unsigned(number)];
/** All addresses here are multiples of 4. */
const at = (offset: number): Code => [2, ...unsigned(offset)];

export const i32 = (value: number): Code => [0x41, ...signed(value)];
export const plus = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const minus = (a: Code, b: Code): Code => [...a, ...b, 0x6b];
export const times = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
export const loadI32 = (address: Code): Code => [...address, 0x28, ...at(0)];
export const loadF32 = (address: Code): Code => [...address, 0x2a, ...at(0)];

export const load4 = (address: Code, offset = 0): Code => [...address, ...simd(0x00), ...at(offset)];
export const loadSame4 = (address: Code): Code => [...address, ...simd(0x09), ...at(0)];
export const store4 = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  ...simd(0x0b),
  ...at(offset),
];
export const same4 = (value: Code): Code => [...value, ...simd(0x13)];
export const sqrt4 = (a: Code): Code => [...a, ...simd(0xe3)];
export const add4 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe4)];
export const mul4 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe6)];
export const div4 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe7)];
export const sub4 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe5)];
export const max4 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe9)];
export const nearest4 = (a: Code): Code => [...a, ...simd(0x6a)];
/** 2 to the power of whole numbers from −126 to 127, by their place in a float's bits. */
export const powerOfTwo4 = (a: Code): Code => [
  ...[...a, ...simd(0xf8), ...i32(127), ...simd(0x11), ...simd(0xae)],
  ...[...i32(23), ...simd(0xab)],
];
export const f32 = (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)];
export const lessF32 = (a: Code, b: Code): Code => [...a, ...b, 0x93];
export const zero4: Code = [...simd(0x0c), ...new Array<number>(16).fill(0)];

/** Runs `body` until `count`, lowered by one each time, is zero; never where it is zero before. */
export function repeat(count: Local, body: Code): Code {
  return [
    ...[0x02, 0x40, ...count.get, 0x45, 0x0d, 0],
    ...[0x03, 0x40, ...body, ...count.get, ...i32(1), 0x6b, 0x22, ...unsigned(count.index), 0x0d, 0, 0x0b],
    0x0b,
  ];
}

export class Local {
  readonly index: number;
  readonly type: Type;
  readonly get: Code;

  constructor(index: number, type: Type) {
    this.index = index;
    this.type = type;
    this.get = [0x20, ...unsigned(index)];
  }

  set(value: Code): Code {
    return [...value, 0x21, ...unsigned(this.index)];
  }
}

/** Moves a pointer on. */
export const advance = (pointer: Local, by: Code): Code => pointer.set(plus(pointer.get, by));

/** One function: its parameters, then the locals that its body takes with `local`. */
export interface Kernel {
  name: string;
  parameters: Type[];
  body(parameters: Local[], local: (type: Type) => Local): Code;
}

const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const list = (entries: Code[]): Code => [...unsigned(entries.length), ...entries.flat()];
const text = (value: string): Code => [...unsigned(value.length), ...Buffer.from(value, 'latin1')];

function bodyOf({ parameters, body }: Kernel): Code {
  const all = parameters.map((type, index) => new Local(index, type));
  const code = body(all.slice(), (type) => {
    const one = new Local(all.length, type);
    all.push(one);
    return one;
  });
  const locals = list(all.slice(parameters.length).map(({ type }) => [1, TYPE[type]]));
  const whole = [...locals, ...code, 0x0b];
  return [...unsigned(whole.length), ...whole];
}

/** A module that imports the shared memory `env.memory` of at most `pages` pages and exports the kernels. */
export function assemble(kernels: Kernel[], pages: number): Uint8Array<ArrayBuffer> {
  const types = kernels.map(({ parameters }) => [0x60, ...list(parameters.map((type) => [TYPE[type]])), 0]);
  const memory = [...text('env'), ...text('memory'), 0x02, 0x03, ...unsigned(1), ...unsigned(pages)];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(2, list([memory])),
    ...section(3, list(kernels.map((_, index) => unsigned(index)))),
    ...section(7, list(kernels.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]))),
    ...section(10, list(kernels.map(bodyOf))),
  ]);
}
