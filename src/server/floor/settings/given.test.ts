import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '#test/harness/engines.ts';
import { readSettings } from '../settings.ts';
import { readGiven, stampOf } from './given.ts';

/** A data folder with this settings file. */
function withFile(text: string | Uint8Array) {
  const OFFPRINT_DATA = temporaryFolder();
  onTestFinished(() => rmSync(OFFPRINT_DATA, { recursive: true, force: true }));
  const file = join(OFFPRINT_DATA, 'offprint.env');
  writeFileSync(file, text);
  return { OFFPRINT_DATA, file, env: { OFFPRINT_DATA } };
}

const failure = (message: RegExp | string, next: string) =>
  expect.objectContaining({
    kind: 'Invalid',
    message: expect.stringMatching(message),
    next: expect.stringContaining(next),
  });

test('the file in the data folder counts, and the environment goes before it', () => {
  const { env } = withFile('# ours\r\nPORT=8080\r\nHOST="0.0.0.0" # all\r\n');
  expect(readSettings(env)).toMatchObject({ port: 8080, host: '0.0.0.0' });
  expect(readSettings({ ...env, PORT: '9090' })).toMatchObject({ port: 9090, host: '0.0.0.0' });
  // An empty text is one, too: it takes back what the file says.
  expect(() => readSettings({ ...env, PORT: '' })).toThrow('PORT cannot be "" (set in the environment)');
});

test('OFFPRINT_CONFIG names another file', () => {
  const { env, file, OFFPRINT_DATA } = withFile('PORT=8080');
  const other = join(OFFPRINT_DATA, 'other.env');
  writeFileSync(other, 'PORT=7070');
  expect(readSettings({ ...env, OFFPRINT_CONFIG: other })).toMatchObject({ port: 7070 });
  expect(readSettings({ OFFPRINT_DATA: join(OFFPRINT_DATA, 'elsewhere'), OFFPRINT_CONFIG: file })).toMatchObject({
    port: 8080,
    configFile: file,
  });
});

test('no file is no fault; one that was named gets a warning', () => {
  const { env, file, OFFPRINT_DATA } = withFile('');
  rmSync(file);
  expect(readGiven(env)).toMatchObject({ isThere: false, warnings: [], file });
  const named = readGiven({ ...env, OFFPRINT_CONFIG: join(OFFPRINT_DATA, 'typo.env') });
  expect(named.warnings).toEqual([`There is no file ${join(OFFPRINT_DATA, 'typo.env')}, which OFFPRINT_CONFIG names.`]);
});

test('a wrong value is told with its file and line', () => {
  const { env, file } = withFile('\n# a port\nPORT=eighty\n');
  expect(() => readSettings(env)).toThrow(
    failure(`The setting PORT cannot be "eighty" \\(${file}, line 3\\)\\.`, 'Allowed: a whole number from 0 to 65535.'),
  );
});

test('a line that is no setting is told', () => {
  const { env, file } = withFile('PORT=80\nthe other port\n');
  expect(() => readGiven(env)).toThrow(
    failure(`Line 2 of ${file} is no setting: it is not KEY=value\\.`, 'Write KEY=value, or # before a remark.'),
  );
});

test('of two lines with one key the later counts, with a warning', () => {
  const { env, file } = withFile('PORT=1\nHOST=::1\nPORT=2\n');
  expect(readSettings(env).port).toBe(2);
  expect(readGiven(env).warnings).toEqual([`PORT stands twice in ${file}: line 3 counts, line 1 does not.`]);
});

test.each(['OFFPRINT_DATA', 'OFFPRINT_CONFIG'])('%s cannot come from the file', (key) => {
  const { env, file } = withFile(`PORT=80\n${key}=/srv/papers`);
  expect(() => readGiven(env)).toThrow(
    failure(`${key} cannot stand in a settings file \\(${file}, line 2\\)`, 'set it in the environment'),
  );
});

test('a file that cannot be read is told with the reason', () => {
  const { env, OFFPRINT_DATA } = withFile(new Uint8Array([0x50, 0xff]));
  expect(() => readGiven(env)).toThrow(failure('cannot be read: it is not UTF-8 text', 'OFFPRINT_CONFIG'));
  mkdirSync(join(OFFPRINT_DATA, 'folder'));
  const at = (name: string) => () => readGiven({ OFFPRINT_CONFIG: join(OFFPRINT_DATA, name) });
  expect(at('folder')).toThrow(failure('cannot be read: it is a folder', 'OFFPRINT_CONFIG'));
  symlinkSync(join(OFFPRINT_DATA, 'circle'), join(OFFPRINT_DATA, 'circle'));
  expect(at('circle')).toThrow(failure('cannot be read: .*ELOOP', 'OFFPRINT_CONFIG'));
  writeFileSync(join(OFFPRINT_DATA, 'large'), '#'.repeat(1_000_001));
  expect(at('large')).toThrow(failure('cannot be read: it is larger than 1 MB', 'OFFPRINT_CONFIG'));
});

test('a file that changes has another stamp', () => {
  const { file } = withFile('PORT=1');
  const first = stampOf(file);
  expect(stampOf(file)).toBe(first);
  writeFileSync(file, 'PORT=22');
  expect(stampOf(file)).not.toBe(first);
  rmSync(file);
  expect(stampOf(file)).toBe('none');
});
