import { parseArgs } from 'node:util';
import { Failure } from '#floor/failure.ts';
import { type Given, originWords, readGiven } from '#floor/settings/given.ts';
import { refuseUnknownKeys, unknownKey } from '#floor/settings/known-keys.ts';
import { describeSettings, type SettingRow, settingsOf } from '#floor/settings.ts';
import { placeOfHook } from '#jobs/hooks/place.ts';
import { everyRow } from '#sources/every-setting.ts';
import { type Command, io } from './command.ts';

const heading = (group: string) => `${group[0]?.toUpperCase()}${group.slice(1)}`;

const inWords = (row: SettingRow) => `${row.key}=${row.value}\n    ${row.help} (${originWords(row)})`;

function printed(rows: readonly SettingRow[], file: string, isThere: boolean): string {
  const groups = Map.groupBy(rows, ({ group }) => group);
  const parts = [...groups].map(([group, all]) => [heading(group), ...all.map(inWords)].join('\n'));
  return [`Settings file: ${file}${isThere ? '' : ' (not there)'}`, ...parts].join('\n\n');
}

/** What is wrong with the settings, a sentence each. */
function troubles(rows: readonly SettingRow[], refusals: readonly (() => void)[]): string[] {
  const wrong = rows.flatMap((row) => row.wrong ?? []);
  for (const refuse of refusals) {
    try {
      refuse();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const words = `${error.message} ${error.next}`;
      if (!wrong.includes(words)) wrong.push(words);
    }
  }
  return wrong;
}

/** Settings that are right each alone and do not fit together. */
function refuseMisfits(rows: readonly SettingRow[], given: Given): void {
  if (rows.some(({ wrong }) => wrong)) return;
  for (const hook of settingsOf(given).hooks) placeOfHook(hook);
}

export const configCommand: Command = {
  name: 'config',
  usage: 'config [KEY] [--json]',
  help: 'Print every setting, or one: value, what it is for, where it comes from.',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } });
    const settings = everyRow();
    const known = settings.map(({ key }) => key);
    const [key] = positionals;
    if (key !== undefined && !known.includes(key)) throw unknownKey(key, known);
    const given = readGiven();
    const all = describeSettings(settings, given);
    const rows = key === undefined ? all : all.filter((row) => row.key === key);
    if (values.json) io.out(JSON.stringify(key === undefined ? rows : rows[0], null, 2));
    else io.out(key === undefined ? printed(rows, given.file, given.isThere) : rows.map(inWords).join('\n'));
    const wrong = troubles(
      rows,
      key === undefined ? [() => refuseUnknownKeys(given, known), () => refuseMisfits(all, given)] : [],
    );
    for (const line of [...given.warnings, ...wrong]) io.err(line);
    return wrong.length > 0 ? 1 : 0;
  },
};
