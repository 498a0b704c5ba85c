import { isAbsolute, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readGiven } from './settings/given.ts';
import { describeSettings, readSettings as readSettingsOf, SETTINGS } from './settings.ts';

/** A folder that nobody has: no settings file of the machine reaches these tests. */
const OFFPRINT_DATA = resolve('no-such-folder/of-any-test');
const readSettings = (env: Record<string, string>) => readSettingsOf({ OFFPRINT_DATA, ...env });
const describe = (env: Record<string, string>) => describeSettings(SETTINGS, readGiven({ OFFPRINT_DATA, ...env }));

test('without any setting the program runs on this machine alone', () => {
  const settings = readSettings({});
  expect(settings).toMatchObject({ port: 3000, host: '127.0.0.1', databaseUrl: '', origin: '' });
  expect(settings).toMatchObject({ embedder: { kind: 'static' }, embedderKey: '', embedderModels: '' });
  expect(isAbsolute(readSettingsOf({}).dataDir)).toBe(true);
  expect(Object.isFrozen(settings)).toBe(true);
});

test.each([
  ['PORT', 'eighty', 'a whole number from 0 to 65535'],
  ['PORT', '70000', 'a whole number from 0 to 65535'],
  ['DATABASE_URL', 'mysql://x', 'postgres://'],
  ['ORIGIN', 'papers.example.org', 'a scheme and a host'],
  ['OFFPRINT_DATA', '', 'the path of a folder'],
  ['OFFPRINT_EMBEDDER', 'bert', 'openai:MODEL'],
  ['OFFPRINT_EMBEDDER', 'openai:', 'openai:MODEL'],
  ['OFFPRINT_EMBEDDER', 'transformers:a/b/c', 'transformers:FOLDER'],
  ['OFFPRINT_EMBEDDER_URL', 'https://me:word@example.org/v1', 'OFFPRINT_EMBEDDER_KEY'],
  ['OFFPRINT_EMBEDDER_DEVICE', 'tpu', 'auto, cpu, cuda'],
  ['OFFPRINT_CONTACT', 'Ada\r\nHost: elsewhere', 'a mail address'],
  ['OFFPRINT_CONTACT', 'somebody', 'a mail address'],
  ['OFFPRINT_CORS', 'https://notes.example.org/path', 'without a path'],
  ['OFFPRINT_CORS', 'notes.example.org', 'empty, *'],
  ['OFFPRINT_CORS', 'null', 'empty, *'],
])('%s=%s stops the start with the key and what is allowed', (key, value, allowed) => {
  expect(() => readSettings({ [key]: value })).toThrow(
    expect.objectContaining({
      message: `The setting ${key} cannot be ${key === 'DATABASE_URL' ? 'its value' : JSON.stringify(value)} (set in the environment).`,
      next: expect.stringContaining(allowed),
    }),
  );
});

test.each([
  ['static', { kind: 'static' }],
  ['transformers:BAAI/bge-small-en-v1.5', { kind: 'transformers', model: 'BAAI/bge-small-en-v1.5', isFolder: false }],
  ['transformers:/srv/models/mine', { kind: 'transformers', model: resolve('/srv/models/mine'), isFolder: true }],
  ['transformers:./mine', { kind: 'transformers', model: resolve('mine'), isFolder: true }],
  ['openai:text-embedding-3-small', { kind: 'openai', model: 'text-embedding-3-small' }],
  ['openai:bge-m3:567m', { kind: 'openai', model: 'bge-m3:567m' }],
])('OFFPRINT_EMBEDDER=%s', (OFFPRINT_EMBEDDER, embedder) => {
  expect(readSettings({ OFFPRINT_EMBEDDER })).toMatchObject({ embedder });
});

test('a prefix may be the model’s own, none, or a text', () => {
  const read = (OFFPRINT_EMBEDDER_PREFIX_QUESTION: string) =>
    readSettings({ OFFPRINT_EMBEDDER_PREFIX_QUESTION }).embedderQuestionPrefix;
  expect(['', 'none', 'query: '].map(read)).toEqual([undefined, '', 'query: ']);
});

test.each(['papers@example.org', 'https://papers.example.org/about?us', ''])('OFFPRINT_CONTACT=%s', (contact) => {
  expect(readSettings({ OFFPRINT_CONTACT: contact }).contact).toBe(contact);
});

test.each([
  ['', []],
  ['*', ['*']],
  ['https://Notes.example.org, http://localhost:8080', ['https://notes.example.org', 'http://localhost:8080']],
])('OFFPRINT_CORS=%s', (OFFPRINT_CORS, cors) => {
  expect(readSettings({ OFFPRINT_CORS }).cors).toEqual(cors);
});

test('what is wrong is shown beside the others', () => {
  const wrong = describe({ PORT: 'eighty', HOST: '::1' }).filter((row) => row.wrong ?? row.from !== 'default');
  expect(wrong).toMatchObject([
    { key: 'OFFPRINT_DATA', value: OFFPRINT_DATA },
    { key: 'HOST', value: '::1', from: 'environment', group: 'server' },
    { key: 'PORT', value: 'eighty', wrong: expect.stringContaining('a whole number from 0 to 65535') },
  ]);
});

test('a secret is never shown', () => {
  expect(JSON.stringify(describe({ OFFPRINT_EMBEDDER_KEY: 'sk-hunter2' }))).not.toContain('hunter2');
  expect(() => readSettings({ OFFPRINT_EMBEDDER_KEY: 'hunter2\n' })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
  );
  const url = 'postgres://me:hunter2@db/papers';
  expect(JSON.stringify(describe({ DATABASE_URL: url }))).not.toContain('hunter2');
  try {
    readSettings({ DATABASE_URL: 'hunter2' });
  } catch (error) {
    expect(String(error)).not.toContain('hunter2');
  }
});
