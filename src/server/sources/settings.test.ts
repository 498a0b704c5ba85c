import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readGiven } from '#floor/settings/given.ts';
import { everyRow } from './every-setting.ts';
import { INVENTED, inventedSource } from './invented-source.fixture.ts';
import { readSourceSettings, type Switched, sourceSettings, switchSetting } from './settings.ts';

const [library] = INVENTED;
const given = (env: Record<string, string>) => readGiven({ OFFPRINT_DATA: resolve('no-such-folder'), ...env });
const read = (env: Record<string, string>, sources: readonly Switched[] = INVENTED) =>
  readSourceSettings(sources, given(env));

test('a source’s settings follow from what it is', () => {
  const rows = sourceSettings(INVENTED);
  expect(rows.map(({ key }) => key)).toEqual([
    'OFFPRINT_OLD_LIBRARY',
    'OFFPRINT_OLD_LIBRARY_OAI_URL',
    'OFFPRINT_OLD_LIBRARY_FEED_URL',
    'OFFPRINT_OLD_LIBRARY_EVERY',
    'OFFPRINT_SCRIBES',
    'OFFPRINT_SCRIBES_URL',
    'OFFPRINT_SCRIBES_KEY',
    'OFFPRINT_SCRIBES_EVERY',
  ]);
  expect(rows.filter(({ secret }) => secret).map(({ key }) => key)).toEqual(['OFFPRINT_SCRIBES_KEY']);
  expect(rows[0]).toMatchObject({
    group: 'Old Library',
    help: 'Scrolls as they are copied. Shelves, such as a.B a.C. Empty: off.',
  });
});

test('without any setting a source is off, and asked where it is', () => {
  const { addresses } = library;
  expect(read({}).get('old-library')).toEqual({ isOn: false, values: [], addresses, key: '' });
});

test('what is chosen is what the source makes of it, each once', () => {
  const set = read({
    OFFPRINT_OLD_LIBRARY: 'a.B, a.C a.b',
    OFFPRINT_OLD_LIBRARY_FEED_URL: 'http://mirror.example.org/feed/',
    OFFPRINT_OLD_LIBRARY_EVERY: '6h',
    OFFPRINT_SCRIBES_KEY: 'hunter2',
  });
  expect(set.get('old-library')).toEqual({
    isOn: true,
    values: ['a.b', 'a.c'],
    addresses: { oai: 'https://library.example.org/oai', feed: 'http://mirror.example.org/feed' },
    key: '',
    everyMs: 6 * 3_600_000,
  });
  expect(set.get('scribes')).toMatchObject({ isOn: false, key: 'hunter2' });
});

test.each([
  ['OFFPRINT_OLD_LIBRARY', 'a.B shelf7', '"shelf7"', 'a shelf, such as a.B'],
  ['OFFPRINT_OLD_LIBRARY_OAI_URL', 'ftp://x', '"ftp://x"', 'an http(s) address without a password'],
  ['OFFPRINT_SCRIBES_URL', 'https://me:word@x.org', '"https://me:word@x.org"', 'goes into OFFPRINT_SCRIBES_KEY'],
  ['OFFPRINT_SCRIBES_KEY', 'hunter 2', 'its value', 'ASCII characters'],
  ['OFFPRINT_SCRIBES_EVERY', '9m', '"9m"', 'from 10m to 90d'],
  ['OFFPRINT_SCRIBES_EVERY', '91d', '"91d"', 'from 10m to 90d'],
  ['OFFPRINT_SCRIBES_EVERY', 'daily', '"daily"', 'from 10m to 90d'],
])('%s=%s stops the start', (key, value, shown, allowed) => {
  expect(() => read({ [key]: value })).toThrow(
    expect.objectContaining({
      message: `The setting ${key} cannot be ${shown} (set in the environment).`,
      next: expect.stringContaining(allowed),
    }),
  );
});

test.each([
  ['10m', 600_000],
  ['2h', 7_200_000],
  ['90d', 90 * 86_400_000],
])('asked every %s', (text, everyMs) => {
  expect(read({ OFFPRINT_SCRIBES_EVERY: text }).get('scribes')).toMatchObject({ everyMs });
});

test('what has no choice is on where its key is set', () => {
  const { choice: _, ...stars } = inventedSource({ name: 'stars', title: 'Stars', key: 'a key' });
  const keys = sourceSettings([stars]).map(({ key }) => key);
  expect(keys).not.toContain('OFFPRINT_STARS');
  expect(keys).toContain('OFFPRINT_STARS_KEY');
  expect(read({}, [stars]).get('stars')).toMatchObject({ isOn: false, values: [] });
  expect(read({ OFFPRINT_STARS_KEY: 'hunter2' }, [stars]).get('stars')).toMatchObject({ isOn: true, key: 'hunter2' });
  expect(switchSetting(stars).key).toBe('OFFPRINT_STARS_KEY');
  expect(switchSetting(library).key).toBe('OFFPRINT_OLD_LIBRARY');
});

test('no two settings have one key', () => {
  const keys = everyRow().map(({ key }) => key);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});
