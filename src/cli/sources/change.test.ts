import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { readGiven } from '#floor/settings/given.ts';
import { INVENTED, inventedSource } from '#sources/invented-source.fixture.ts';
import { readSourceSettings } from '#sources/settings.ts';
import { listSwitches } from '#sources/switches.ts';
import { temporaryFolder } from '#test/harness/engines.ts';
import { addTo, removeFrom } from './change.ts';
import { switchNamed } from './find.ts';
import { inLines } from './list.ts';

const [library] = INVENTED;
const { choice: _, ...stars } = inventedSource({ name: 'stars', title: 'Stars', key: 'a key' });

function place(text?: string) {
  const OFFPRINT_DATA = temporaryFolder();
  onTestFinished(() => rmSync(OFFPRINT_DATA, { recursive: true, force: true }));
  const file = join(OFFPRINT_DATA, 'offprint.env');
  if (text !== undefined) writeFileSync(file, text);
  const env = { OFFPRINT_DATA };
  return { env, file, text: () => readFileSync(file, 'utf8'), rows: () => listSwitches(INVENTED, readGiven(env)) };
}

test('a source is switched on, gets more, less, and is switched off', async () => {
  const { env, file, text, rows } = place('# ours\nPORT=80 # low\n');
  const effect = `(${file}). A running Offprint takes this up by itself, any other with its start.`;
  expect(await addTo(library, ['a.B'], env)).toBe(`Old Library gives a.b ${effect}`);
  expect(await addTo(library, ['a.C', 'A.b'], env)).toBe(`Old Library gives a.b, a.c ${effect}`);
  expect(rows()[0]).toMatchObject({ isOn: true, chosen: ['a.b', 'a.c'], setting: { from: 'file', line: 3 } });
  expect(await addTo(library, ['a.c'], env)).toBe('Old Library gives a.b, a.c already.');
  expect(await removeFrom(library, ['a.B'], env)).toBe(`Old Library gives a.c ${effect}`);
  expect(text()).toBe('# ours\nPORT=80 # low\nOFFPRINT_OLD_LIBRARY=a.c\n');
  expect(await removeFrom(library, [], env)).toBe(`Old Library is off ${effect}`);
  expect(await removeFrom(library, [], env)).toBe('Old Library is off already.');
  expect(text()).toBe('# ours\nPORT=80 # low\nOFFPRINT_OLD_LIBRARY=\n');
});

test('what has no choice is switched by its key, which no command takes', async () => {
  const { env, file } = place();
  for (const act of [addTo, removeFrom]) {
    await expect(act(stars, ['hunter2'], env)).rejects.toMatchObject({
      message: 'Stars is on where its key is set.',
      next: `Set OFFPRINT_STARS_KEY=… in ${file}, or in the environment.`,
    });
  }
  const [row] = listSwitches([stars], readGiven({ ...env, OFFPRINT_STARS_KEY: 'hunter2' }));
  expect(row).toMatchObject({ isOn: true, setting: { key: 'OFFPRINT_STARS_KEY', value: '(set)' } });
  expect(existsSync(file)).toBe(false);
});

test('what is not allowed is refused with what is, and no file is made', async () => {
  const { env, file } = place();
  const refused = (words: string[]) => addTo(library, words, env);
  await expect(refused([])).rejects.toMatchObject({
    message: 'What of Old Library?',
    next: 'Shelves, such as a.B a.C. Run: offprint sources add old-library a.B a.C',
  });
  await expect(refused(['a.B', 'shelf7'])).rejects.toMatchObject({
    message: 'The setting OFFPRINT_OLD_LIBRARY cannot be "shelf7" (from the command).',
    next: 'Allowed: a shelf, such as a.B.',
  });
  await expect(refused(['a".B'])).rejects.toThrow('What is chosen cannot be empty or have a double quote in it.');
  await expect(removeFrom(library, ['a.B'], env)).rejects.toMatchObject({
    message: 'a.b is not chosen of Old Library.',
    next: 'Chosen: nothing.',
  });
  expect(existsSync(file)).toBe(false);
});

test('a value that is no longer allowed can be taken away, and nothing added beside it', async () => {
  const { env, file, text } = place('OFFPRINT_OLD_LIBRARY=a.B shelf7\n');
  await expect(addTo(library, ['a.C'], env)).rejects.toThrow(
    `The setting OFFPRINT_OLD_LIBRARY cannot be "shelf7" (${file}).`,
  );
  await removeFrom(library, ['shelf7'], env);
  expect(text()).toBe('OFFPRINT_OLD_LIBRARY=a.b\n');
});

test('what the environment sets is not changed in a file that would not count', async () => {
  const { env, file } = place();
  for (const act of [addTo, removeFrom]) {
    await expect(act(library, ['a.B'], { ...env, OFFPRINT_OLD_LIBRARY: '' })).rejects.toMatchObject({
      message: `OFFPRINT_OLD_LIBRARY is set in the environment, which goes before ${file}.`,
    });
  }
  expect(existsSync(file)).toBe(false);
});

test('added and taken away again, all remarks are where they were', async () => {
  const line = fc.constantFrom('', '# a remark', 'PORT=80 # low', 'OFFPRINT_OLD_LIBRARY="a.x, a.y" # ours', 'HOST=::1');
  const shelf = fc.constantFrom('a.b', 'a.c', 'a.d');
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.uniqueArray(shelf, { minLength: 1 }), async (lines, shelves) => {
      const { env, text } = place(lines.map((one) => `${one}\n`).join(''));
      const chosen = () => readSourceSettings([library], readGiven(env)).get(library.name)!.values;
      const before = chosen();
      await addTo(library, shelves, env);
      expect(chosen()).toEqual([...before, ...shelves]);
      await removeFrom(library, shelves, env);
      expect(chosen()).toEqual(before);
      const kept = text().split('\n').slice(0, lines.length);
      expect(kept.map((one) => one.replace(/=.*?(?= #|$)/, ''))).toEqual(
        lines.map((one) => one.replace(/=.*?(?= #|$)/, '')),
      );
    }),
    { numRuns: 40 },
  );
});

test('a source is found by its name or its title', () => {
  expect(switchNamed('Old Library', INVENTED)).toBe(library);
  expect(() => switchNamed('old-libary', INVENTED)).toThrow(
    expect.objectContaining({ message: 'There is no source “old-libary”.', next: 'Is old-library meant?' }),
  );
  expect(() => switchNamed('bioRxiv', INVENTED)).toThrow(
    expect.objectContaining({ next: 'There are: old-library, scribes.' }),
  );
  expect(() => switchNamed(undefined, INVENTED)).toThrow('No source is named.');
});

test('the list says what is on, on what terms, and how to switch on the others', () => {
  const { rows, file } = place('OFFPRINT_OLD_LIBRARY=a.B a.C');
  expect(rows().map(inLines)).toEqual([
    `old-library: on a.b a.c
    Scrolls as they are copied.
    licence CC0 1.0; asked at most every 3 s; https://library.example.org
    OFFPRINT_OLD_LIBRARY (${file}, line 1)`,
    expect.stringMatching(/^scribes: off\n(?: {4}.*\n)*? {4}switch on: offprint sources add scribes a\.B a\.C$/),
  ]);
});
