import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageOf } from './cursor.ts';

const LIST = ['test', 'order'];

/** A list that may change between two pages. */
function over(list: () => string[]) {
  return (asked: { cursor?: string; offset?: number; limit: number }) =>
    pageOf(
      LIST,
      { offset: 0, ...asked },
      (id: string) => id,
      async ({ offset, limit }) => ({ items: list().slice(offset, offset + limit), length: list().length }),
    );
}

const ids = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);

describe('pages by cursor', () => {
  it('are the list, each paper once, whatever the limits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
        async (count, limits) => {
          const page = over(() => ids(count));
          const seen: string[] = [];
          let cursor: string | undefined;
          for (let turn = 0; ; turn++) {
            const limit = limits[turn % limits.length]!;
            const got = await page({ limit, ...(cursor !== undefined && { cursor }) });
            expect(got.offset).toBe(seen.length);
            seen.push(...got.items);
            cursor = got.cursor;
            if (cursor === undefined) break;
          }
          expect(seen).toEqual(ids(count));
        },
      ),
    );
  });

  it('show none twice and hide none when papers come in above, as an offset would', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 30 }), async (come, limit) => {
        let list = ids(100);
        const page = over(() => list);
        const first = await page({ limit });
        list = [...Array.from({ length: come }, (_, n) => `new${n}`), ...list];
        const second = await page({ limit, cursor: first.cursor! });
        expect(second.items).toEqual(ids(100).slice(limit, 2 * limit));
        expect(second.offset).toBe(limit + come);
      }),
    );
  });

  it('go on at the place of a paper that has left the list', async () => {
    let list = ids(30);
    const page = over(() => list);
    const { cursor } = await page({ limit: 10 });
    list = list.filter((id) => id !== 'p9');
    expect((await page({ limit: 3, cursor: cursor! })).items).toEqual(['p11', 'p12', 'p13']);
  });

  it('refuse a cursor of another list, one that we never gave, and one beside an offset', async () => {
    const page = over(() => ids(30));
    const { cursor } = await page({ limit: 10 });
    const other = pageOf(['other'], { cursor: cursor!, offset: 0, limit: 1 }, String, async () => ({
      items: [],
      length: 0,
    }));
    await expect(other).rejects.toMatchObject({ kind: 'Invalid', message: 'This cursor belongs to another list.' });
    await expect(page({ limit: 1, offset: 1, cursor: cursor! })).rejects.toMatchObject({ kind: 'Invalid' });
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const text of ['', 'x', forged(null), forged(['a', -1, 'p']), forged(['a', 1e9, 'p']), forged(['a', 1, 2])]) {
      await expect(page({ limit: 1, cursor: text })).rejects.toMatchObject({ message: 'This is no cursor.' });
    }
  });
});
