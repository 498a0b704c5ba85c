import { isAbsolute } from 'node:path';
import { expect, test } from 'vitest';
import { describeSettings, readSettings } from './settings.ts';

test('without any setting the program runs on this machine alone', () => {
  const settings = readSettings({});
  expect(settings).toMatchObject({ port: 3000, host: '127.0.0.1', databaseUrl: '', origin: '' });
  expect(isAbsolute(settings.dataDir)).toBe(true);
  expect(Object.isFrozen(settings)).toBe(true);
});

test.each([
  ['PORT', 'eighty', 'a whole number from 0 to 65535'],
  ['PORT', '70000', 'a whole number from 0 to 65535'],
  ['DATABASE_URL', 'mysql://x', 'postgres://'],
  ['ORIGIN', 'papers.example.org', 'a scheme and a host'],
  ['OFFPRINT_DATA', '', 'the path of a folder'],
])('%s=%s stops the start with the key and what is allowed', (key, value, allowed) => {
  expect(() => readSettings({ [key]: value })).toThrow(
    expect.objectContaining({ message: expect.stringContaining(key), next: expect.stringContaining(allowed) }),
  );
});

test('a secret is never shown', () => {
  const url = 'postgres://me:hunter2@db/papers';
  expect(JSON.stringify(describeSettings({ DATABASE_URL: url }))).not.toContain('hunter2');
  try {
    readSettings({ DATABASE_URL: 'hunter2' });
  } catch (error) {
    expect(String(error)).not.toContain('hunter2');
  }
});
