import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Top } from './top.ts';

test('keeps what sorting everything would put first', () => {
  const keys = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), { maxLength: 200 });
  fc.assert(
    fc.property(keys, fc.integer({ min: 0, max: 60 }), fc.infiniteStream(fc.nat()), (all, room, order) => {
      const entries = all.map((key, doc) => ({ doc, key }));
      const shuffled = entries.map((entry) => ({ entry, at: order.next().value })).sort((a, b) => a.at - b.at);
      const top = new Top(room);
      for (const { entry } of shuffled) top.add(entry.doc, entry.key);
      const wanted = entries.sort((a, b) => b.key - a.key || a.doc - b.doc).slice(0, room);
      const { bar } = top;
      const { docs, keys: kept } = top.sorted();
      expect(Array.from(docs)).toEqual(wanted.map(({ doc }) => doc));
      expect(Array.from(kept)).toEqual(wanted.map(({ key }) => key));
      if (room > 0 && all.length >= room) expect(bar).toBe(wanted.at(-1)!.key);
      else expect(bar).toBe(room === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
    }),
    { seed: 9, numRuns: 500 },
  );
});
