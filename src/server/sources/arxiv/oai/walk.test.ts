import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#floor/day.ts';
import { BrokenPage } from '../../source.ts';
import type { OaiCursor } from './cursor.ts';
import { madePage, madeRecord } from './page.fixture.ts';
import { oaiStream } from './stream.ts';

const FAULTS = ['expired', 'circle', 'half', 'busy', 'late', 'sleep'] as const;
type Fault = (typeof FAULTS)[number] | 'none';
interface Kept {
  id: string;
  day: string;
  /** A later day on which it changes again: from its midnight on, the record is one of that day. */
  again: string;
}

const FIRST = '2026-06-01';
const stream = oaiStream('https://oai.test/oai', 'cs', 'arXiv');

/**
 * An OAI-PMH server that pages as arXiv does: its tokens carry the question and how many records to leave out, and are
 * good until midnight. It takes older ones, too, and then leaves out the wrong records.
 */
function answer(kept: readonly Kept[], size: number, url: string, fault: Fault, now: Date): Buffer {
  const asked = new URL(url).searchParams;
  const token = asked.get('resumptionToken');
  if (fault === 'busy') return Buffer.from('<html>Busy</html>');
  if (token !== null && fault === 'expired') return madePage({ error: { code: 'badResumptionToken' } });
  const question = new URLSearchParams(token ?? asked.toString());
  const [from, until] = [question.get('from')!, question.get('until') ?? '9999'];
  const today = now.toISOString().slice(0, 10);
  const found = kept
    .map(({ id, day, again }) => ({ id, day: again <= today ? again : day }))
    .filter(({ day }) => day >= from && day <= until && day <= today)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const skip = Number(question.get('skip') ?? 0);
  const records = found
    .slice(skip, skip + size)
    .map(({ id, day }) => madeRecord({ id, datestamp: day, fields: { title: 'T' } }));
  if (records.length === 0) return madePage({ error: { code: 'noRecordsMatch' }, answeredAt: now.toISOString() });
  question.set('skip', String(skip + size));
  const next = skip + size < found.length ? question.toString() : '';
  const page = madePage({
    records,
    token: token !== null && fault === 'circle' ? token : next,
    expiresAt: `${addDays(today, 1)}T00:00:00Z`,
    answeredAt: (fault === 'late' ? new Date(now.getTime() - 3 * 86_400_000) : now).toISOString(),
  });
  return fault === 'half' ? page.subarray(0, Math.floor(page.length * 0.7)) : page;
}

/** Walks as the jobs do: after a broken page it asks again later. @returns what was read, and the questions. */
function walk(kept: readonly Kept[], size: number, faults: readonly Fault[], start: OaiCursor, began: string) {
  const read = new Map<string, number>();
  let now = new Date(began);
  let cursor: OaiCursor = start;
  const urls: string[] = [];
  for (;;) {
    const ask = stream.next(cursor, { now });
    if (!ask) return { read, urls, cursor, now };
    if (urls.length > 2_000) throw new Error('It never ends.');
    const body = answer(kept, size, ask.url, faults[urls.length] ?? 'none', now);
    urls.push(ask.url);
    try {
      const page = stream.parse(body, ask, cursor, { now });
      cursor = JSON.parse(JSON.stringify(page.cursor));
      for (const reading of page.readings) {
        if ('sighting' in reading) read.set(reading.sighting.arxivId!, (read.get(reading.sighting.arxivId!) ?? 0) + 1);
      }
      now = new Date(now.getTime() + (faults[urls.length - 1] === 'sleep' ? 86_400_000 : 3_000));
    } catch (error) {
      if (!(error instanceof BrokenPage)) throw error;
      now = new Date(now.getTime() + (error.restMs ?? 600_000));
    }
  }
}

const records = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 170 }), fc.integer({ min: 1, max: 190 })), { maxLength: 60 })
  .map((changes) =>
    changes.map(([first, later], n) => ({
      id: `2606.${String(n + 1).padStart(5, '0')}`,
      day: addDays(FIRST, first),
      again: addDays(FIRST, first + later),
    })),
  );

test('whatever goes wrong on the way, the walk ends and has read every record', () => {
  const faults = fc.array(fc.constantFrom<Fault>('none', 'none', ...FAULTS), { maxLength: 40 });
  fc.assert(
    fc.property(records, fc.integer({ min: 1, max: 9 }), faults, (kept, size, faults) => {
      const { read, cursor } = walk(kept, size, faults, { from: FIRST }, '2026-11-24T05:00:00Z');
      expect([...read.keys()].sort()).toEqual(kept.map(({ id }) => id));
      expect(cursor.endedAt).toBeDefined();
    }),
    { numRuns: 300 },
  );
});

test('without faults nothing is read twice, and the windows follow each other without a gap', () => {
  fc.assert(
    fc.property(records, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 8_000 }), (kept, size, back) => {
      const start = addDays('2026-11-24', -back);
      const { read, urls } = walk(
        kept,
        size,
        [],
        stream.from!(start, { now: new Date('2026-11-24T05:00:00Z') }),
        '2026-11-24T05:00:00Z',
      );
      expect([...read.values()].every((times) => times === 1)).toBe(true);
      const windows = urls.map((url) => new URL(url).searchParams).filter((asked) => asked.has('from'));
      for (const [n, window] of windows.entries()) {
        const before = windows[n - 1];
        expect(window.get('from')).toBe(
          before ? addDays(before.get('until')!, 1) : start < '2005-09-16' ? '2005-09-16' : start,
        );
      }
      expect(windows.at(-1)!.has('until')).toBe(false);
    }),
  );
});

test('night after night every change is read, however late the answers were made', () => {
  fc.assert(
    fc.property(records, fc.array(fc.constantFrom<Fault>('none', 'late'), { maxLength: 200 }), (kept, faults) => {
      const seen = new Set<string>();
      let cursor: OaiCursor = { from: FIRST };
      for (let night = 0; night <= 180; night += 1 + (night % 3)) {
        const began = `${addDays(FIRST, night)}T03:45:00Z`;
        const walked = walk(kept, 5, faults.slice(night), cursor, began);
        for (const id of walked.read.keys()) seen.add(id);
        cursor = walked.cursor;
      }
      expect(seen.size).toBe(kept.length);
    }),
    { numRuns: 50 },
  );
});

test('a record that breaks every page it is on keeps back no day but its own', () => {
  const poison = fc.integer({ min: 0, max: 170 }).map((days) => addDays(FIRST, days));
  fc.assert(
    fc.property(records, poison, fc.integer({ min: 1, max: 9 }), (kept, day, size) => {
      const all = [...kept.map((one) => ({ ...one, again: '9999' })), { id: '2606.99999', day, again: '9999' }];
      const read = new Set<string>();
      const moment = { now: new Date('2026-11-24T05:00:00Z') };
      const cursors: OaiCursor[] = [{ from: FIRST }];
      for (let cursor = cursors.pop(); cursor; cursor = cursors.pop()) {
        for (let ask = stream.next(cursor, moment); ask; ask = stream.next(cursor, moment)) {
          const body = answer(all, size, ask.url, 'none', moment.now);
          try {
            const page = stream.parse(body.includes('2606.99999') ? body.subarray(0, -40) : body, ask, cursor, moment);
            for (const reading of page.readings) if ('sighting' in reading) read.add(reading.sighting.arxivId!);
            cursor = page.cursor;
          } catch {
            const passed = stream.pass!(cursor, moment);
            if (!passed) break;
            cursors.push(passed.owed);
            cursor = passed.cursor;
          }
        }
      }
      for (const one of kept) if (one.day !== day) expect(read).toContain(one.id);
    }),
  );
});
