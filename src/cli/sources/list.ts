import { originWords } from '#floor/settings/given.ts';
import type { SwitchRow } from '#sources/switches.ts';

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
