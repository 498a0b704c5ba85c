import type { Given } from '#floor/settings/given.ts';
import { describeSettings, type SettingRow } from '#floor/settings.ts';
import { choiceKey, readSourceSettings, type Switched, switchSetting } from './settings.ts';
import type { Source } from './source.ts';

/** What can be switched on by a command: a source, or what is switched like one. */
export type Switch = Switched & Partial<Pick<Source, 'home' | 'licence' | 'courtesy'>>;

/** How a person switches it on. */
export const exampleOf = (one: Switched) =>
  one.choice ? `offprint sources add ${one.name} ${one.choice.example}` : `${choiceKey(one)}_KEY=…`;

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
