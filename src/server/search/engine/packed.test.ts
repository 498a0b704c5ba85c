import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EngineDocument, NO_DAY, pack, unpack } from './packed.ts';

const uint32 = fc.integer({ min: 0, max: 0xffffffff });

const document = fc.integer({ min: 0, max: 40 }).chain((terms): fc.Arbitrary<EngineDocument> => {
  const each = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: terms, maxLength: terms });
  return fc.record({
    digest: uint32,
    day: fc.oneof(fc.constant(NO_DAY), fc.integer({ min: -200_000, max: 200_000 })),
    votes: uint32,
    title: uint32,
    length: uint32,
    tags: fc.array(uint32, { maxLength: 9 }),
    terms: each(uint32),
    counts: each(fc.integer({ min: 0, max: 400 })),
    fields: each(fc.integer({ min: 0, max: 15 })),
    sequence: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 50 }),
  });
});

function plain(bytes: Uint8Array) {
  const { tags, terms, counts, fields, sequence, ...numbers } = unpack(bytes);
  const lists = { tags, terms, counts, fields, sequence };
  return { ...numbers, ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, Array.from(list)])) };
}

const told = (one: EngineDocument) => ({ ...one, counts: one.counts.map((count) => Math.min(255, count)) });

test('what was packed is read again, wherever in memory it lies', () => {
  fc.assert(
    fc.property(document, fc.integer({ min: 0, max: 7 }), (one, offset) => {
      const bytes = pack(one);
      expect(plain(bytes)).toEqual(told(one));
      const elsewhere = Buffer.alloc(bytes.length + 8);
      elsewhere.set(bytes, offset);
      expect(plain(elsewhere.subarray(offset, offset + bytes.length))).toEqual(told(one));
      expect(plain(new Uint8Array(elsewhere.buffer, elsewhere.byteOffset + offset, bytes.length))).toEqual(told(one));
    }),
    { seed: 3, numRuns: 200 },
  );
});

test('bytes that were cut, lengthened, or count other lists are no packed paper', () => {
  fc.assert(
    fc.property(document, fc.nat(), (one, n) => {
      const bytes = pack(one);
      expect(() => unpack(bytes.subarray(0, n % bytes.length))).toThrow(RangeError);
      expect(() => unpack(new Uint8Array([...bytes, 0, 0, 0, 0]))).toThrow(RangeError);
      const miscounted = bytes.slice();
      // Two words more, so that the length cannot be hidden in what fills up.
      new DataView(miscounted.buffer).setUint16(24, (one.sequence.length + 2) & 0xffff, true);
      expect(() => unpack(miscounted)).toThrow(RangeError);
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('lists of 65,535 are kept whole, longer ones are cut there', () => {
  const longer = Array.from({ length: 65_537 }, (_, i) => i % 60_000);
  const one = { digest: 1, day: 2, votes: 3, title: 4, length: 5, tags: longer, terms: longer, sequence: longer };
  const counts = longer.map(() => 300);
  const read = unpack(pack({ ...one, counts, fields: counts.map(() => 3) }));
  for (const list of [read.tags, read.terms, read.sequence]) {
    expect(list).toHaveLength(65_535);
    expect(list[65_534]).toBe(65_534 - 60_000);
  }
  expect([read.counts[65_534], read.fields[65_534], read.counts.length]).toEqual([255, 3, 65_535]);
  const whole = longer.slice(0, 65_535);
  expect(Array.from(unpack(pack({ ...one, terms: whole, counts, fields: counts, tags: [] })).terms)).toEqual(whole);
});
