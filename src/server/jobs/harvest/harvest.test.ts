import { expect, it } from 'vitest';
import type { Db } from '#db/schema.ts';
import { BrokenPage, type Stream } from '#sources/source.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { catalogueIds, idOf } from '#test/harness/library.ts';
import type { Work } from '../job.ts';
import { cursorOf } from './cursors.ts';
import { type Harvesting, harvest } from './harvest.ts';
import { rereadRecords } from './reread.ts';
import { type ToyCursor, toyList, toyServer } from './toy-list.fixture.ts';

const ORIGIN = { source: 'arxiv', stream: 'toys' };
const HOUR = 3_600_000;

describeEngines('a harvest', ({ database }) => {
  let now = Date.parse('2026-06-18T12:00:00Z');
  const work = (more: Partial<Work> = {}): Work => ({
    signal: new AbortController().signal,
    now: () => new Date(now),
    progress: () => undefined,
    fence: async () => undefined,
    say: () => undefined,
    ...more,
  });
  const run = (db: Db, stream: Stream<ToyCursor>, options: Partial<Harvesting> & Pick<Harvesting, 'ask'>, w = work()) =>
    harvest(ORIGIN, stream as Stream, { db, rests: [1, 1], ...options }, w).then(({ tally }) => tally);
  const unread = (db: Db) => db.selectFrom('unread_records').selectAll().execute();
  const owed = (db: Db) => db.selectFrom('owed_pages').selectAll().execute();

  it('takes each page once, and goes on where it stood', async () => {
    const { db } = await database();
    const server = toyServer(35);
    expect(await run(db, toyList(25), server)).toMatchObject({ pages: 3, new: 30 });
    expect(server.asked).toEqual([0, 10, 20]);
    expect(await run(db, toyList(35), server)).toMatchObject({ pages: 1, new: 5 });
    expect(await run(db, toyList(35), server)).toMatchObject({ pages: 0, new: 0 });
    expect(server.asked).toEqual([0, 10, 20, 30]);
    expect(await catalogueIds(db)).toEqual(Array.from({ length: 35 }, (_, n) => idOf(n)));
    expect(await run(db, toyList(35), { ...server, from: { at: 20 } })).toMatchObject({ pages: 2, unchanged: 15 });
  });

  it('keeps the cursor with what it covers: what fails between the two leaves neither', async () => {
    const { db } = await database();
    const stream = toyList(30);
    let fences = 0;
    const fence = async () => {
      if (++fences === 3) throw new Error('Another process has taken this job over.');
    };
    await expect(run(db, stream, toyServer(30), work({ fence }))).rejects.toThrow('taken this job over');
    expect(await cursorOf(db, ORIGIN)).toEqual({ at: 20 });
    expect(await catalogueIds(db)).toHaveLength(20);
    // A record that the database refuses takes its page's cursor with it.
    const poisoned = toyList(30, {
      parse: (...given) => {
        const page = stream.parse(...given);
        return {
          ...page,
          cursor: {
            at: Number.NaN,
            toJSON: () => {
              throw new Error('No cursor.');
            },
          } as unknown as ToyCursor,
        };
      },
    });
    await expect(run(db, poisoned, toyServer(30))).rejects.toThrow('No cursor.');
    expect(await catalogueIds(db)).toHaveLength(20);
    expect(await run(db, stream, toyServer(30))).toMatchObject({ pages: 1, new: 10 });
  });

  it('stops when it is told to, at the end of a page', async () => {
    const { db } = await database();
    const stop = new AbortController();
    const progress = ({ done }: { done: number }) => done === 20 && stop.abort(new Error('Enough.'));
    await expect(
      run(db, toyList(50), toyServer(50), work({ signal: stop.signal, progress: progress as Work['progress'] })),
    ).rejects.toThrow('Enough.');
    expect(await cursorOf(db, ORIGIN)).toEqual({ at: 20 });
  });

  it('asks again for a page that came broken, and ends with its reason when it stays so', async () => {
    const { db } = await database();
    const server = toyServer(30);
    let left = 2;
    server.faults.set(10, () => {
      if (--left === 0) server.faults.clear();
      return Buffer.from('[1, 2');
    });
    expect(await run(db, toyList(30), server)).toMatchObject({ pages: 3, new: 30 });
    expect(server.asked).toEqual([0, 10, 10, 10, 20]);
    server.faults.set(30, () => Buffer.from('<html>'));
    await expect(run(db, toyList(40), server)).rejects.toThrow(BrokenPage);
    expect(server.asked.slice(5)).toEqual([30, 30, 30]);
    server.faults.clear();
    expect(await run(db, toyList(40), server)).toMatchObject({ pages: 1 });
  });

  it('passes what keeps failing, where the list can, and pays it later', async () => {
    const { db } = await database();
    const server = toyServer(40);
    // One page cannot be parted any further.
    const pass = (cursor: ToyCursor = { at: 0 }) =>
      cursor.to === undefined
        ? { owed: { at: cursor.at, to: cursor.at + 10 }, cursor: { at: cursor.at + 10 } }
        : undefined;
    server.faults.set(10, () => Buffer.from(''));
    const stream = toyList(40, { pass });
    expect(await run(db, stream, server)).toMatchObject({ pages: 3, new: 30, owed: 1 });
    expect(await owed(db)).toMatchObject([{ error: 'The answer is no JSON.', cursor: '{"at":10,"to":20}' }]);
    // Not before its time.
    server.asked.length = 0;
    await run(db, stream, server);
    expect(server.asked).toEqual([]);
    now += HOUR;
    expect(await run(db, stream, server)).toMatchObject({ pages: 0, owed: 1 });
    expect(await owed(db)).toMatchObject([{ tries: 2, due_at: new Date(now + 2 * HOUR).toISOString() }]);
    now += 2 * HOUR;
    server.faults.clear();
    expect(await run(db, stream, server)).toMatchObject({ pages: 1, new: 10, owed: 0 });
    expect(await owed(db)).toEqual([]);
    expect(await catalogueIds(db)).toHaveLength(40);
    expect(await cursorOf(db, ORIGIN)).toEqual({ at: 40 });
  });

  it('keeps a record that cannot be read, once, and reads it again', async () => {
    const { db } = await database();
    const server = toyServer(20);
    server.faults.set(10, () => Buffer.from('[10, "eleven", 12]'));
    expect(await run(db, toyList(20), server)).toMatchObject({ new: 12, unread: 1 });
    expect(await run(db, toyList(20), { ...server, from: { at: 10 } })).toMatchObject({ unread: 1 });
    expect(await unread(db)).toMatchObject([
      {
        source: 'arxiv',
        stream: 'toys',
        record_key: 'toy eleven',
        raw: '["eleven"]',
        error: 'The record is no number.',
      },
    ]);
    const same = new Map([['arxiv/toys', toyList(20) as Stream]]);
    expect(await rereadRecords(db, same, work(), true)).toEqual({ read: 0, unread: 1 });
    // By this version it has been read in vain; another looks by itself.
    expect(await rereadRecords(db, same, work())).toEqual({ read: 0, unread: 0 });
    await db.updateTable('unread_records').set({ read_by: '0.0.1' }).execute();
    const cleverer = toyList(20, {
      parse: (body, ...more) => toyList(20).parse(Buffer.from(String(body).replace('"eleven"', '11')), ...more),
    });
    expect(await rereadRecords(db, new Map([['arxiv/toys', cleverer as Stream]]), work())).toEqual({
      read: 1,
      unread: 0,
    });
    expect(await unread(db)).toEqual([]);
    expect(await catalogueIds(db)).toContain(idOf(11));
  });

  it('forgets an unreadable record when its source shows it rightly', async () => {
    const { db } = await database();
    const server = toyServer(10);
    server.faults.set(0, () => Buffer.from('["3"]'));
    await run(db, toyList(10), server);
    expect(await unread(db)).toHaveLength(1);
    server.faults.clear();
    await run(db, toyList(10), { ...server, from: { at: 0 } });
    expect(await unread(db)).toEqual([]);
  });
});
