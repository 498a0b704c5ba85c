import type { EmbedderSettings } from './embedder-choice.ts';
import { Failure } from './failure.ts';
import { type Environment, type Given, givenFor, type Origin, readGiven } from './settings/given.ts';
import type { HookPlan, HookSecrets } from './settings/hooks.ts';
import { readSetting } from './settings/read-setting.ts';
import type { Setting } from './settings/setting.ts';
import { TABLE } from './settings/table.ts';
import { type Hook, hooksOf } from './settings/whole-hooks.ts';

export interface Settings extends EmbedderSettings {
  dataDir: string;
  /** As OFFPRINT_CONFIG names it; empty for the one in the data folder. */
  configFile: string;
  /** Told to sources; empty for none. */
  contact: string;
  databaseUrl: string;
  indexUri: string;
  host: string;
  port: number;
  jobs: boolean;
  apiLimit: number;
  /** Origins, or `*` alone. */
  cors: readonly string[];
  proxies: number;
  adminKey: string;
  origin: string;
  /** Lists that are posted to chats and programs, each with where it goes. */
  hooks: readonly Hook[];
  /** Whether hooks may lead to private addresses. */
  hooksPrivate: boolean;
  /** Empty where mails become files. */
  smtpUrl: string;
  mailFrom: string;
  /** A minute and receiving domain; 0 for no limit. */
  mailLimit: number;
  /** Mailbox that mails come back to; empty for none. */
  bouncesUrl: string;
  /** What a mail service that reports returned mails brings; empty where none may. */
  bouncesSecret: string;
  dkimDomain: string;
  dkimSelector: string;
  /** A file; empty for none. */
  dkimKey: string;
}

/** Every row but those of the sources. */
export const SETTINGS: readonly Setting<unknown>[] = Object.values(TABLE);

/** @throws Failure `Invalid` that names the key, the value, where it stands, and what is allowed. */
export function settingsOf(given: Given): Settings {
  const values = Object.entries(TABLE).map(([name, setting]) => [name, readSetting<unknown>(setting, given)] as const);
  const { hookPlans, hookSecrets, ...rest } = Object.fromEntries(values) as unknown as Settings & {
    hookPlans: readonly HookPlan[];
    hookSecrets: HookSecrets;
  };
  return { ...rest, hooks: hooksOf(hookPlans, hookSecrets) };
}

/**
 * Reads the settings that are no source's, from the environment and the settings file.
 * @throws Failure `Invalid` that names the key, the value, where it stands, and what is allowed.
 */
export function readSettings(env: Environment = process.env): Readonly<Settings> {
  return Object.freeze(settingsOf(readGiven(env)));
}

/** One setting, for people. */
export interface SettingRow extends Origin {
  group: string;
  key: string;
  /** `(set)` in place of a secret. */
  value: string;
  help: string;
  /** What is wrong with it, and what is allowed. */
  wrong?: string;
}

/** The table for people: what each setting is, where that comes from, what it is for. */
export function describeSettings(settings: readonly Setting<unknown>[], given: Given): SettingRow[] {
  return settings.map((setting) => {
    const { text, ...origin } = givenFor(setting, given);
    const value = setting.secret ? text && '(set)' : text;
    const { group, key, help } = setting;
    try {
      readSetting(setting, given);
      return { group, key, value, ...origin, help };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { group, key, value, ...origin, help, wrong: `${error.message} ${error.next}` };
    }
  });
}
