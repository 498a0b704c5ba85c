import { type Given, originWords } from '#floor/settings/given.ts';
import { describeSettings, type SettingRow } from '#floor/settings.ts';
import { readSourceSettings, switchSetting } from '#sources/settings.ts';
import { exampleOf, type Switch } from './find.ts';

/** One source, for people and programs. */
export interface SwitchRow {
  name: string;
  title: string;
  isOn: boolean;
  chosen: string[];
  help: string;
  licence?: string;
  home?: string;
  /** At most one request every so many milliseconds. */
  everyMs?: number;
  /** What it is switched on by. */
  setting: SettingRow;
  example: string;
}

/** @throws Failure `Invalid` where a setting of a source is wrong. */
export function listSwitches(switches: readonly Switch[], given: Given): SwitchRow[] {
  const settings = readSourceSettings(switches, given);
  return switches.map((one) => {
    const { isOn, values } = settings.get(one.name)!;
    return {
      name: one.name,
      title: one.title,
      isOn,
      chosen: values,
      help: one.help,
      ...(one.licence && { licence: one.licence }),
      ...(one.home && { home: one.home }),
      ...(one.courtesy && { everyMs: one.courtesy.everyMs }),
      setting: describeSettings([switchSetting(one)], given)[0]!,
      example: exampleOf(one),
    };
  });
}

/** A source in some lines. */
export function inLines(row: SwitchRow): string {
  const state = row.isOn ? ['on', ...row.chosen].join(' ') : 'off';
  const terms = [
    row.licence && `licence ${row.licence}`,
    row.everyMs !== undefined && `asked at most every ${row.everyMs / 1000} s`,
    row.home,
  ];
  const how = row.isOn ? `${row.setting.key} (${originWords(row.setting)})` : `switch on: ${row.example}`;
  return [`${row.name}: ${state}`, row.help, terms.filter(Boolean).join('; '), how].filter(Boolean).join('\n    ');
}
