/** The few parts of ONNX's format (a protocol buffer) that a tiny model is made of, written byte by byte. */

const FLOAT = 1;
const INT64 = 7;

function varint(value: number): Buffer {
  const bytes = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left % 128) + 128);
  }
}

const number = (field: number, value: number) => Buffer.concat([varint(field * 8), varint(value)]);

function part(field: number, content: string | Uint8Array | Buffer[]): Buffer {
  const bytes = Array.isArray(content) ? Buffer.concat(content) : Buffer.from(content as string);
  return Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes]);
}

/** One step of the computation; attributes are whole numbers. */
export function node(op: string, inputs: string[], output: string, attributes: Record<string, number> = {}): Buffer {
  const attribute = ([name, value]: [string, number]) => part(5, [part(1, name), number(3, value), number(20, 2)]);
  return part(1, [
    ...inputs.map((name) => part(1, name)),
    part(2, output),
    part(4, op),
    ...Object.entries(attributes).map(attribute),
  ]);
}

const tensor = (name: string, type: number, dims: number[], bytes: Uint8Array) =>
  part(5, [...dims.map((dim) => number(1, dim)), number(2, type), part(8, name), part(9, bytes)]);

export const floats = (name: string, dims: number[], values: Float32Array) =>
  tensor(name, FLOAT, dims, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));

export const wholes = (name: string, values: number[]) =>
  tensor(name, INT64, [values.length], new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer));

/** What goes in or comes out; a name as a dimension stands for any size. */
function value(field: number, name: string, type: number, dims: (string | number)[]): Buffer {
  const shape = dims.map((dim) => part(1, [typeof dim === 'string' ? part(2, dim) : number(1, dim)]));
  return part(field, [part(1, name), part(2, [part(1, [number(1, type), part(2, shape)])])]);
}

export const input = (name: string, dims: (string | number)[]) => value(11, name, INT64, dims);
export const output = (name: string, dims: (string | number)[]) => value(12, name, FLOAT, dims);

/** A whole model file. */
export const onnx = (parts: Buffer[]): Buffer =>
  Buffer.concat([number(1, 8), part(7, [part(2, 'tiny'), ...parts]), part(8, [part(1, ''), number(2, 14)])]);
