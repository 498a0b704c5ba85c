import { expect, test } from 'vitest';
import { quantised, type StaticModel } from './model.ts';
import { fingerprintOf, readModel, writeModel } from './model-file.ts';
import { tinyModel } from './tiny-model.fixture.ts';

const bytes = writeModel(tinyModel());
const reading = (change: (copy: Buffer) => Uint8Array) => () => readModel(change(Buffer.from(bytes)), 'x.bin');

test('what is written is read', () => {
  const model = readModel(bytes, 'x.bin');
  expect(model).toEqual(tinyModel());
  expect(writeModel(model)).toEqual(bytes);
});

test('a model without words or pairs is one too', () => {
  const empty: StaticModel = {
    ...tinyModel(),
    vocabulary: { words: [], pairs: new Uint32Array(0), buckets: 1 },
    ...quantised(new Float32Array(8), 8),
  };
  expect(readModel(writeModel(empty), 'x.bin')).toEqual(empty);
});

test('a damaged file is told by what is wrong with it', () => {
  expect(reading((copy) => copy.fill(copy.at(-1)! ^ 1, copy.length - 1))).toThrow('is damaged');
  expect(reading((copy) => copy.fill(0x20, 24, 25))).toThrow('is damaged');
  expect(reading((copy) => copy.subarray(0, -1))).toThrow(`has ${bytes.length - 1} bytes instead of ${bytes.length}`);
  expect(reading((copy) => copy.fill(9, 8, 9))).toThrow('has version 9');
  expect(reading((copy) => copy.fill(0, 0, 1))).toThrow('is no such model');
  expect(reading(() => Buffer.alloc(0))).toThrow('is no such model');
  expect(reading(() => Buffer.from('version https://git-lfs.github.com/spec/v1\n'))).toThrow('is no such model');
});

test('the fingerprint changes with the weights and fits the contract', () => {
  const model = tinyModel();
  model.numbers[0] = model.numbers[0] === 0 ? 1 : 0;
  expect(fingerprintOf(writeModel(model))).not.toBe(fingerprintOf(bytes));
  expect(fingerprintOf(bytes)).toMatch(/^[a-z0-9_]{1,60}$/);
});

test('bytes may start anywhere in their buffer', () => {
  const moved = Buffer.alloc(bytes.length + 1);
  bytes.copy(moved, 1);
  expect(readModel(moved.subarray(1), 'x.bin')).toEqual(tinyModel());
});
