import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { judgedFolders, readJudgedSet } from './judgments.ts';
import { fts5 } from './peers/fts5.ts';

const folder = mkdtempSync(join(tmpdir(), 'offprint-judged-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, qrels: string[]): string {
  const set = join(folder, name);
  mkdirSync(set);
  const docs = [
    { id: '1', title: 'On trees', text: 'Roots and leaves' },
    { id: 2, title: 'No body', authors: ['A. One'] },
  ];
  const queries = ['q1', 'q2'].map((id) => ({ id, text: `asks ${id}` }));
  const lines = (rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  writeFileSync(join(set, 'docs.jsonl'), lines(docs));
  writeFileSync(join(set, 'queries.jsonl'), lines(queries));
  writeFileSync(join(set, 'qrels.tsv'), ['query-id\tdoc-id\tscore', ...qrels, ''].join('\n'));
  return set;
}

test('a judged set is read with the questions that have judgments', () => {
  expect(readJudgedSet(write('whole', ['q1\t2\t3', 'q1\t1\t1']))).toEqual({
    name: 'whole',
    docs: [
      { id: '1', title: 'On trees', text: 'Roots and leaves', authors: [] },
      { id: '2', title: 'No body', text: '', authors: ['A. One'] },
    ],
    questions: [
      {
        id: 'q1',
        text: 'asks q1',
        grades: new Map([
          ['2', 3],
          ['1', 1],
        ]),
      },
    ],
    candidatesOnly: false,
  });
});

test('a set that judges some documents 0 ranks its candidates alone', () => {
  expect(readJudgedSet(write('candidates', ['q1\t1\t1', 'q1\t2\t0'])).candidatesOnly).toBe(true);
});

test('sets are found below a folder, or are it', () => {
  const set = write('a-set', ['q1\t1\t1']);
  mkdirSync(join(folder, 'no-set'));
  expect(judgedFolders(folder)).toEqual(['a-set', 'candidates', 'whole'].map((name) => join(folder, name)));
  expect(judgedFolders(set)).toEqual([set]);
  expect(judgedFolders(join(folder, 'absent'))).toEqual([]);
});

test('FTS5 is asked in words that are nothing of its own language', async () => {
  const { docs } = readJudgedSet(join(folder, 'whole'));
  const system = await fts5.open(docs);
  expect(await system.search('title:"tree OR NEAR(* ^-', 10)).toEqual(['1']);
  expect(await system.search('"?!', 10)).toEqual([]);
  await system.close();
});
