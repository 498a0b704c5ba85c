import fc from 'fast-check';
import { expect } from 'vitest';
import { BrokenPage, type RecordReading } from './source.ts';

/** Real-looking pages with something done to them: bytes changed, cut off, left out, said twice; or no pages at all. */
function spoilt(samples: readonly string[]): fc.Arbitrary<Uint8Array> {
  const whole = fc.constantFrom(...samples).map((text) => Buffer.from(text));
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc.constantFrom('<', '>', '"', '&', '</', '<!DOCTYPE a>', '<![CDATA[', ']]>', '&nbsp;', '\0', '{', '}', '\n', '�'),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const change = fc.record({ from: place, length: fc.constantFrom(0, 0, 1, 5, 200), piece, twice: fc.boolean() });
  const changed = fc.tuple(whole, fc.array(change, { maxLength: 4 })).map(([bytes, changes]) =>
    changes.reduce((now, { from, length, piece, twice }) => {
      const at = Math.floor(from * now.length);
      const end = Math.min(now.length, at + length);
      const middle = twice ? [now.subarray(at, end), now.subarray(at, end)] : [Buffer.from(piece)];
      return Buffer.concat([now.subarray(0, at), ...middle, now.subarray(end)]);
    }, bytes),
  );
  return fc.oneof({ weight: 8, arbitrary: changed }, fc.uint8Array({ maxLength: 200 }));
}

/**
 * Whatever comes, `read` gives readings or says that the page is broken; a sighting is whole; and what is kept of a
 * rejected record is a page of its own, with that one record and the same reason.
 */
export function expectReadingsOfAnyPage(
  read: (body: Uint8Array) => RecordReading[],
  samples: readonly string[],
  numRuns = 1_000,
): void {
  const readOrBroken = (body: Uint8Array) => {
    try {
      return read(body);
    } catch (thrown) {
      if (!(thrown instanceof BrokenPage)) throw thrown;
      expect(thrown.message).toMatch(/^\P{Cc}+\.$/u);
      return [];
    }
  };
  const check = (body: Uint8Array) => {
    const readings = readOrBroken(body);
    for (const reading of readings) {
      if ('sighting' in reading) {
        expect(reading.sighting.title).toBeTruthy();
        expect(reading.sighting.sourceKey).toBeTruthy();
        expect(JSON.parse(JSON.stringify(reading.sighting))).toEqual(reading.sighting);
      } else {
        expect(reading.rejected).toMatch(/^\P{Cc}+\.$/u);
        expect(read(Buffer.from(reading.raw))).toMatchObject([{ rejected: reading.rejected }]);
      }
    }
    return readings;
  };
  for (const sample of samples) expect(check(Buffer.from(sample)).length).toBeGreaterThan(0);
  fc.assert(
    fc.property(spoilt(samples), (body) => {
      check(body);
    }),
    { numRuns },
  );
}
