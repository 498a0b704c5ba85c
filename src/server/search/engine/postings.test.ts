import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Entry, joined, placeOf, postingOf, type Run, runOf } from './postings.ts';

const TERMS = 30;

const entries = fc
  .array(fc.uniqueArray(fc.integer({ min: 0, max: TERMS - 1 }), { maxLength: 12 }), { minLength: 0, maxLength: 20 })
  .map((all) =>
    all.map((terms, i): Entry => {
      const sorted = Uint32Array.from(terms).sort();
      return {
        // Numbers with holes, as where documents are outdated.
        doc: i * 3 + 1,
        terms: sorted,
        counts: Uint8Array.from(sorted, (term) => (term * 7 + i) % 256),
        fields: Uint8Array.from(sorted, (term) => (term + i) % 16),
      };
    }),
  );

function plain({ terms, starts, docs, counts, fields }: Run) {
  return [terms, starts, docs, counts, fields].map((list) => Array.from(list));
}

test('runs of parts, joined, are the run of all', () => {
  fc.assert(
    fc.property(entries, fc.array(fc.nat(), { maxLength: 4 }), (all, cuts) => {
      const ends = [...cuts.map((cut) => cut % (all.length + 1)), all.length].sort((a, b) => a - b);
      let from = 0;
      let run: Run | undefined;
      for (const end of ends) {
        const part = runOf(all.slice(from, end), TERMS);
        run = run ? joined(run, part, TERMS) : part;
        from = end;
      }
      expect(plain(run!)).toEqual(plain(runOf(all, TERMS)));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('each posting is found by term and document, and nothing else is', () => {
  fc.assert(
    fc.property(entries, (all) => {
      const run = runOf(all, TERMS);
      for (let term = 0; term < TERMS; term++) {
        const place = placeOf(run, term);
        expect(place >= 0).toBe(all.some(({ terms }) => terms.includes(term)));
        if (place < 0) continue;
        for (let doc = 0; doc <= all.length * 3; doc++) {
          const entry = all.find((one) => one.doc === doc);
          const own = entry ? entry.terms.indexOf(term) : -1;
          const at = postingOf(run, place, doc);
          expect(at >= 0).toBe(own >= 0);
          if (at < 0) continue;
          expect([run.docs[at], run.counts[at], run.fields[at]]).toEqual([doc, entry!.counts[own], entry!.fields[own]]);
        }
      }
    }),
    { seed: 2, numRuns: 100 },
  );
});
