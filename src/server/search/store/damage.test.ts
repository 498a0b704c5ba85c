import { closeSync, openSync, readdirSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { BUILT_IN, catalogueIds, indexedIds, invented, library } from '#test/harness/library.ts';
import { until } from '#test/harness/until.ts';
import { search } from '../search.ts';
import { openSearchIndex as open } from '../search-index.ts';
import { bringIndexUpToDate } from './indexer.ts';
import { indexState } from './state.ts';

const HOLDER = { holder: 'test' };
const openSearchIndex = (uri: string) => open(uri, BUILT_IN);
const QUERY = { text: 'invented result', order: 'relevance' as const, offset: 0, limit: 10 };

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function overwrite(path: string): void {
  const size = statSync(path).size;
  const file = openSync(path, 'r+');
  const length = Math.ceil(size / 3);
  writeSync(file, Buffer.alloc(length, 0xa5), 0, length, Math.floor(size / 3));
  closeSync(file);
}

const WAYS: Record<string, (path: string) => void> = {
  'cut short': (path) => truncateSync(path, Math.floor(statSync(path).size / 2)),
  overwritten: overwrite,
  deleted: (path) => rmSync(path),
};

/** Files of these folders hold what questions read. */
const READ = ['papers_', 'terms_', 'vectors_'].flatMap((table) =>
  ['data', '_versions'].map((folder) => ({ table, folder: `${sep}${folder}${sep}` })),
);

describe.each(Object.entries(WAYS))('a file %s', (_, harm) => {
  test('is noticed and the index built anew, with a sentence', async () => {
    const { db, index } = await library(Array.from({ length: 30 }, (_, n) => invented(n)));
    await ingest(db, [invented(40)]);
    await bringIndexUpToDate(index, db, HOLDER);
    for (const [round, { table, folder }] of READ.entries()) {
      const files = filesIn(index.folder).filter((path) => path.includes(table) && path.includes(folder));
      // Manifests are named so that the newest comes first, which is the one that is read.
      harm(files.sort()[folder.includes('versions') ? 0 : round % files.length]!);
      const messages: string[] = [];
      const again = await openSearchIndex(index.folder);
      expect(await indexState(again, db)).toMatchObject({
        state: 'damaged',
        why: expect.stringContaining('is damaged'),
      });
      const run = await bringIndexUpToDate(again, db, { ...HOLDER, onMessage: (message) => messages.push(message) });
      expect(run).toMatchObject({ outcome: 'done', rebuilt: true });
      expect(messages).toEqual([expect.stringMatching(/^The search index is damaged .* It is built anew/s)]);
      expect(await indexedIds(again)).toEqual(await catalogueIds(db));
      expect((await search(again, db, QUERY)).hits).toHaveLength(10);
      await again.close();
    }
  });

  test('wherever it lies, the next start ends with an index that answers', { timeout: 120_000 }, async () => {
    const { db, index } = await library(Array.from({ length: 12 }, (_, n) => invented(n)));
    const count = filesIn(index.folder).length;
    for (let round = 0; round < count; round += 3) {
      const files = filesIn(index.folder).sort();
      harm(files[round % files.length]!);
      const again = await openSearchIndex(index.folder);
      await bringIndexUpToDate(again, db, HOLDER);
      expect(await indexState(again, db)).toMatchObject({ state: 'current', papersIndexed: 12 });
      expect((await search(again, db, QUERY)).hits).toHaveLength(10);
      await again.close();
    }
  });
});

test('damage that a question stumbles over is mended by the next run of the same process', async () => {
  const { db, index } = await library(Array.from({ length: 30 }, (_, n) => invented(n)));
  const reader = await openSearchIndex(index.folder);
  expect(await bringIndexUpToDate(reader, db, HOLDER)).toMatchObject({ rebuilt: false, indexed: 0 });
  for (const path of filesIn(index.folder)) if (!path.includes('_versions')) rmSync(path);
  await expect(search(reader, db, QUERY)).rejects.toMatchObject({
    kind: 'SourceUnavailable',
    message: expect.stringContaining('damaged'),
  });
  expect(reader.isOff).toBe(true);
  expect(await bringIndexUpToDate(reader, db, HOLDER)).toMatchObject({ rebuilt: true, indexed: 30 });
  expect(reader.isOff).toBe(false);
  expect((await search(reader, db, QUERY)).total).toBe(30);
  await reader.close();
});

test('a folder that is gone is built anew', async () => {
  const { db, index } = await library([invented(1)]);
  rmSync(index.folder, { recursive: true });
  const again = await openSearchIndex(index.folder);
  expect(await indexState(again, db)).toMatchObject({ state: 'absent' });
  await bringIndexUpToDate(again, db, HOLDER);
  expect(await indexState(again, db)).toMatchObject({ state: 'current', papersIndexed: 1 });
  await again.close();
  // The handle that was open all along answers again too, and it too finds that a folder is gone.
  const answered = async () => (await search(index, db, QUERY).catch(() => ({ total: 0 }))).total;
  await until('the old handle answers', async () => (await answered()) === 1, 5_000);
  rmSync(index.folder, { recursive: true });
  await until('the old handle says that it is gone', async () => (await answered()) === 0 && index.isOff, 5_000);
  await bringIndexUpToDate(index, db, HOLDER);
  expect(await answered()).toBe(1);
});
