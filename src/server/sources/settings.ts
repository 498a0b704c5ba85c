import type { Given } from '#floor/settings/given.ts';
import { readSetting } from '#floor/settings/read-setting.ts';
import { type Parsed, rowsOf, type Setting } from '#floor/settings/setting.ts';
import { readList } from './list.ts';
import type { Chosen, Source } from './source.ts';

/** What settings follow from: a source, or anything that is asked, chosen and switched like one. */
export interface Switched {
  /** `acl-anthology` has the settings `OFFPRINT_ACL_ANTHOLOGY…`. */
  name: string;
  title: string;
  help: string;
  addresses: Record<string, string>;
  choice?: Source['choice'];
  /** Help for its key; what has no choice is on where its key is set. */
  key?: string;
}

/** What was chosen of a source, and whether anything was. */
export interface SourceSetting extends Chosen {
  isOn: boolean;
  /** How often it is asked, in milliseconds, in place of its own schedule. */
  everyMs?: number;
}

/** By the sources' names. */
export type SourceSettings = ReadonlyMap<string, SourceSetting>;

const MINUTE_MS = 60_000;
const UNITS: Record<string, number> = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 24 * 60 * MINUTE_MS };
const LEAST_MS = 10 * MINUTE_MS;
const MOST_MS = 90 * 24 * 60 * MINUTE_MS;

function parseEvery(text: string): Parsed<number | undefined> {
  if (text === '') return { value: undefined };
  const [, number, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const value = unit ? Number(number) * UNITS[unit]! : Number.NaN;
  return value >= LEAST_MS && value <= MOST_MS
    ? { value }
    : { allowed: 'empty, or from 10m to 90d: a whole number of minutes (30m), hours (6h) or days (1d)' };
}

/** Each value of a list once, as it is kept. */
function parseChoice(choice: Source['choice'], text: string): Parsed<string[]> {
  const values: string[] = [];
  for (const word of readList(text)) {
    const parsed = choice.parse(word);
    if ('allowed' in parsed) return { ...parsed, wrong: word };
    values.push(parsed.value);
  }
  return { value: [...new Set(values)] };
}

/** `OFFPRINT_ACL_ANTHOLOGY`: holds what is chosen of a source, and its other keys begin with it. */
export function choiceKey({ name }: Pick<Switched, 'name'>): string {
  return `OFFPRINT_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

/** A text as a sentence of its own. */
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/[.\s]+$/, '')}.`;

/** What a source's setting holds, in a sentence. */
export const choiceWords = ({ help, example }: Source['choice']) =>
  sentence(`${help.replace(/[.\s]+$/, '')}, such as ${example}`);

/** The one setting that says what is chosen of a source; undefined where there is nothing to choose. */
export function choiceSetting(source: Switched): Setting<string[]> | undefined {
  const { title, help, choice } = source;
  if (!choice) return undefined;
  return {
    ...rowsOf(title).text(choiceKey(source), '', `${sentence(help)} ${choiceWords(choice)} Empty: off.`),
    parse: (text) => parseChoice(choice, text),
  };
}

/** The setting that a source is switched on by: what is chosen of it, or its key. */
export function switchSetting(source: Switched): Setting<unknown> {
  const { choice, key } = settingsOf(source);
  if (choice ?? key) return (choice ?? key)!;
  throw new Error(`${source.name} has neither a choice nor a key to be switched on by.`);
}

function settingsOf(source: Switched) {
  const { title, addresses, key } = source;
  const prefix = choiceKey(source);
  const row = rowsOf(title);
  const places = Object.entries(addresses);
  return {
    choice: choiceSetting(source),
    addresses: places.map(([name, address]) => {
      const middle = name === '' || places.length === 1 ? '' : `_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
      const help = `Where ${title} is asked${middle && ` (${name})`}: its own address, or a mirror's.`;
      return [name, row.address(`${prefix}${middle}_URL`, address, help, key && `${prefix}_KEY`)] as const;
    }),
    key: key === undefined ? undefined : row.secret(`${prefix}_KEY`, sentence(key)),
    every: {
      ...row.text(`${prefix}_EVERY`, '', `How often ${title} is asked, such as 6h; empty: as its own schedule says.`),
      parse: parseEvery,
    },
  };
}

/** The rows of the table of settings that follow from sources. */
export function sourceSettings(sources: readonly Switched[]): Setting<unknown>[] {
  return sources.flatMap((source) => {
    const { choice, addresses, key, every } = settingsOf(source);
    return [...(choice ? [choice] : []), ...addresses.map(([, setting]) => setting), ...(key ? [key] : []), every];
  });
}

/**
 * What was chosen of each source.
 * @throws Failure `Invalid` that names the key, the value, where it stands, and what is allowed.
 */
export function readSourceSettings(sources: readonly Switched[], given: Given): SourceSettings {
  return new Map(
    sources.map((source) => {
      const { choice, addresses, key, every } = settingsOf(source);
      const values = choice ? readSetting(choice, given) : [];
      const secret = key ? readSetting(key, given) : '';
      const everyMs = readSetting(every, given);
      const setting: SourceSetting = {
        // What has nothing to choose is asked in the name of somebody who has a key, or not at all.
        isOn: choice ? values.length > 0 : secret !== '',
        values,
        addresses: Object.fromEntries(addresses.map(([name, address]) => [name, readSetting(address, given)])),
        key: secret,
        ...(everyMs !== undefined && { everyMs }),
      };
      return [source.name, setting];
    }),
  );
}
