import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { ended, startNode } from '#test/harness/child.ts';
import { temporaryFolder } from '#test/harness/engines.ts';
import { changeSetting, withSetting } from './change.ts';
import { linesOf } from './lines.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a setting changes in its line; remarks, order and line ends stay', () => {
  const text = '# ours\r\n\r\n  export A = "x" # why\r\nB=2\r\n';
  expect(withSetting(text, 'A', 'y z')).toBe('# ours\r\n\r\n  export A = y z # why\r\nB=2\r\n');
  expect(withSetting(text, 'C', '# 3')).toBe(`${text}C='# 3'\r\n`);
  expect(withSetting('A=1', 'B', '')).toBe('A=1\nB=\n');
  // Of two lines the later is the one that counts.
  expect(withSetting('A=1\nA=2\n', 'A', '3')).toBe('A=1\nA=3\n');
});

test('whatever else the file says stays, and the value is the one that was set', () => {
  const line = fc.constantFrom(
    '',
    '# a remark',
    'A=1',
    'export A="1 # 2"   # why',
    'A="1"#2',
    'B=  # none',
    "B='2'",
    ' C = 3',
    'no setting',
  );
  const file = fc.tuple(fc.array(line), fc.constantFrom('\n', '\r\n')).map(([lines, end]) => lines.join(end));
  const value = fc.string({ unit: fc.constantFrom('a', ' ', ',', '.', '#', '"') });
  fc.assert(
    fc.property(file, fc.constantFrom('A', 'B', 'D'), value, (text, key, set) => {
      const [before, after] = [linesOf(text), linesOf(withSetting(text, key, set))];
      const at = before.findLastIndex(({ sets }) => sets?.key === key);
      const changed = after[at === -1 ? before.length : at]!;
      expect(changed.sets).toMatchObject({ key, value: set });
      if (at !== -1) expect(changed.sets!.after.replace(/^#/, ' #')).toBe(before[at]!.sets!.after.replace(/^#/, ' #'));
      const others = (lines: typeof before) => lines.filter(({ number }) => number !== changed.number);
      expect(others(after).map((one) => one.text)).toEqual(others(before).map((one) => one.text));
    }),
    { numRuns: 300 },
  );
});

test('a file is made where there is none, for its owner alone, and says what it is', async () => {
  const file = join(folder, 'deep/offprint.env');
  await changeSetting(file, 'A', (value) => `${value}, so far`);
  expect(readFileSync(file, 'utf8')).toMatch(/^# Settings of Offprint.*\n#.*\n\nA=undefined, so far\n$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'deep'))).toEqual(['offprint.env']);
});

test('what refuses a change leaves the file as it was', async () => {
  const file = join(folder, 'refused.env');
  writeFileSync(file, 'A=1');
  const refuse = () => {
    throw new Error('not that');
  };
  await expect(changeSetting(file, 'A', refuse)).rejects.toThrow('not that');
  await changeSetting(file, 'A', () => undefined);
  await expect(changeSetting(file, 'A', () => 'a\nb')).rejects.toMatchObject({ kind: 'Invalid' });
  expect(readFileSync(file, 'utf8')).toBe('A=1');
});

test('a link stays a link, and its file keeps its mode', async () => {
  mkdirSync(join(folder, 'etc'));
  const [place, link] = [join(folder, 'etc/offprint.env'), join(folder, 'link.env')];
  writeFileSync(place, 'A=1\n', { mode: 0o640 });
  symlinkSync(place, link);
  await changeSetting(link, 'A', () => '2');
  expect(readlinkSync(link)).toBe(place);
  expect(readFileSync(place, 'utf8')).toBe('A=2\n');
  expect(statSync(place).mode & 0o777).toBe(0o640);
});

test('an editor that saves meanwhile loses nothing', async () => {
  const file = join(folder, 'edited.env');
  writeFileSync(file, 'A=1\n');
  let saves = 0;
  await changeSetting(file, 'A', (value) => {
    if (saves++ === 0) writeFileSync(file, '# by hand\nA=2\n');
    return `${value} and more`;
  });
  expect(readFileSync(file, 'utf8')).toBe('# by hand\nA=2 and more\n');
});

test('changes of one process at once go one after another', async () => {
  const file = join(folder, 'at-once.env');
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => changeSetting(file, 'LIST', (list = '') => list + name)));
  const [list = ''] = linesOf(readFileSync(file, 'utf8')).flatMap(({ sets }) => sets?.value ?? []);
  expect([...list].sort()).toEqual(['a', 'b', 'c', 'd']);
});

test('of changes by several processes at once none is lost', async () => {
  const file = join(folder, 'together.env');
  writeFileSync(file, '# ours\nLIST=\nOTHER=1 # stays\n');
  const program = (name: string) => `
    const { changeSetting } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'change.ts')).href)});
    for (let n = 0; n < 5; n++)
      await changeSetting(${JSON.stringify(file)}, 'LIST', (list) => (list + ' ${name}' + n).trim());`;
  const runs = ['a', 'b', 'c'].map((name) => ended(startNode(['--input-type=module', '-e', program(name)])));
  expect(await Promise.all(runs)).toMatchObject(Array(3).fill({ code: 0, stderr: '' }));
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^# ours\nLIST=.*\nOTHER=1 # stays\n$/);
  const list = linesOf(text)[1]!.sets!.value.split(' ');
  expect(list.toSorted()).toEqual(['a', 'b', 'c'].flatMap((name) => [0, 1, 2, 3, 4].map((n) => name + n)));
});
