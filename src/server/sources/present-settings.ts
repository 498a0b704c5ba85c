import { wordsOf } from '#floor/failure.ts';
import { stampOf } from '#floor/settings/given.ts';
import { type EverySetting, readEverySetting } from './every-setting.ts';

/** The settings as they stand now, in a program that goes on while people change them. */
export interface PresentSettings {
  /** As they were last read without fault; read again where the file has changed. */
  now(): Readonly<EverySetting>;
  /** How often they have changed since the start: what was made of them is good while it stays the same. */
  changes(): number;
}

/**
 * Follows the settings file. A file with a fault is told of once, and the settings stay as they were until it is right.
 * @param read reads them again.
 * @param say takes one sentence for people.
 */
export function followSettings(
  first: Readonly<EverySetting>,
  say: (line: string) => void = () => undefined,
  read: () => Readonly<EverySetting> = readEverySetting,
): PresentSettings {
  let settings = first;
  let changes = 0;
  let { stamp } = first.file;
  const look = () => {
    const found = stampOf(first.file.path);
    if (found === stamp) return;
    stamp = found;
    try {
      settings = read();
      stamp = settings.file.stamp;
      changes += 1;
      for (const warning of settings.warnings) say(warning);
    } catch (error) {
      const { message, next } = wordsOf(error);
      say(`The settings stay as they were: ${message}${next ? ` ${next}` : ''}`);
    }
  };
  return {
    now() {
      look();
      return settings;
    },
    changes() {
      look();
      return changes;
    },
  };
}
