import { type Failure, invalid } from '../failure.ts';
import { type Given, givenFor, originWords } from './given.ts';
import type { Refused, Setting } from './setting.ts';

/** Longer values are cut where they are told. */
const TOLD = 200;

/** What to say of a value that is refused. */
export function refusal(setting: Setting<unknown>, text: string, refused: Refused, where: string): Failure {
  const wrong = refused.wrong ?? text;
  const shown = setting.secret ? 'its value' : JSON.stringify(wrong.length > TOLD ? `${wrong.slice(0, TOLD)}…` : wrong);
  return invalid(`The setting ${setting.key} cannot be ${shown} (${where}).`, `Allowed: ${refused.allowed}.`);
}

/**
 * A setting's value.
 * @throws Failure `Invalid` that names the key, the value, where it stands, and what is allowed.
 */
export function readSetting<T>(setting: Setting<T>, given: Given): T {
  const { text, ...origin } = givenFor(setting, given);
  const parsed = setting.parse(text);
  if ('allowed' in parsed) throw refusal(setting, text, parsed, originWords(origin));
  return parsed.value;
}
