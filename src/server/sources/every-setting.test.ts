import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '#test/harness/engines.ts';
import { anySourceIsOn, readEverySetting } from './every-setting.ts';
import { INVENTED, inventedSource } from './invented-source.fixture.ts';
import { followSettings } from './present-settings.ts';

/** A data folder, what reads its settings, and what writes its settings file. */
function place() {
  const OFFPRINT_DATA = temporaryFolder();
  onTestFinished(() => rmSync(OFFPRINT_DATA, { recursive: true, force: true }));
  const file = join(OFFPRINT_DATA, 'offprint.env');
  return {
    file,
    read: (env: Record<string, string> = {}) => readEverySetting({ OFFPRINT_DATA, ...env }, INVENTED),
    write: (text: string) => writeFileSync(file, text),
  };
}

test('the program’s settings and those of its sources are read together', () => {
  const { read, write, file } = place();
  expect(read()).toMatchObject({ port: 3000, file: { path: file, isThere: false } });
  expect(anySourceIsOn(read(), INVENTED)).toBe(false);
  write('PORT=8080\nOFFPRINT_OLD_LIBRARY=a.B\n');
  expect(read()).toMatchObject({ port: 8080, file: { isThere: true } });
  expect(anySourceIsOn(read(), INVENTED)).toBe(true);
  // A source that knows single works alone brings none by itself.
  expect(anySourceIsOn(read(), [inventedSource({ streams: () => [] })])).toBe(false);
  // What is set in the environment goes before, also where it is empty.
  expect(anySourceIsOn(read({ OFFPRINT_OLD_LIBRARY: '' }), INVENTED)).toBe(false);
});

test('a key of a source is known, one beside it is not', () => {
  const { read } = place();
  expect(() => read({ OFFPRINT_OLD_LIBRARI: 'a.B' })).toThrow(
    expect.objectContaining({ next: expect.stringContaining('Is OFFPRINT_OLD_LIBRARY meant?') }),
  );
});

test('a source that is wrong in the file is told with its line', () => {
  const { read, write, file } = place();
  write('# ours\nOFFPRINT_OLD_LIBRARY=a.B shelf7\n');
  expect(() => read()).toThrow(`The setting OFFPRINT_OLD_LIBRARY cannot be "shelf7" (${file}, line 2).`);
});

test('a program that goes on takes up what changes, and keeps what it had while the file is wrong', () => {
  const { read, write, file } = place();
  const said: string[] = [];
  const present = followSettings(read(), (line) => said.push(line), read);
  const chosen = () => present.now().sources.get('old-library')!.values;
  expect([chosen(), present.changes()]).toEqual([[], 0]);

  write('OFFPRINT_OLD_LIBRARY=a.B\n');
  expect([present.changes(), chosen(), present.changes()]).toEqual([1, ['a.b'], 1]);

  write('OFFPRINT_OLD_LIBRARY=a.B shelf7\n');
  expect([chosen(), chosen(), present.changes()]).toEqual([['a.b'], ['a.b'], 1]);
  expect(said).toEqual([
    `The settings stay as they were: The setting OFFPRINT_OLD_LIBRARY cannot be "shelf7" (${file}, line 1). Allowed: a shelf, such as a.B.`,
  ]);

  write('OFFPRINT_OLD_LIBRARY=a.C\nOFFPRINT_OLD_LIBRARY=a.D\n');
  expect([chosen(), present.changes()]).toEqual([['a.d'], 2]);
  expect(said.slice(1)).toEqual([`OFFPRINT_OLD_LIBRARY stands twice in ${file}: line 2 counts, line 1 does not.`]);

  rmSync(file);
  expect([chosen(), present.changes()]).toEqual([[], 3]);
});
