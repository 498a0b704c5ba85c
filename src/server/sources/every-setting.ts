import { type Environment, readGiven } from '#floor/settings/given.ts';
import { refuseUnknownKeys } from '#floor/settings/known-keys.ts';
import type { Setting } from '#floor/settings/setting.ts';
import { SETTINGS, type Settings, settingsOf } from '#floor/settings.ts';
import { readSourceSettings, type SourceSettings, type Switched, sourceSettings } from './settings.ts';
import type { Source } from './source.ts';
import { ENRICHMENTS, SOURCES } from './sources.ts';

/** All that can be set, as it was when it was read. */
export interface EverySetting extends Settings {
  sources: SourceSettings;
  /** The settings file: where it is or would be, and what tells this state of it from another. */
  file: { path: string; isThere: boolean; stamp: string };
  /** What was passed over, a sentence each. */
  warnings: readonly string[];
}

/** Whatever has settings that follow from what it is. */
export const SWITCHED: readonly Switched[] = [...SOURCES, ...ENRICHMENTS];

/** Every row of the table of settings. */
export function everyRow(sources: readonly Switched[] = SWITCHED): Setting<unknown>[] {
  return [...SETTINGS, ...sourceSettings(sources)];
}

/**
 * Reads every setting, from the environment and the settings file. It may be called again at any time.
 * @throws Failure `Invalid` that names a key, its value, where it stands and what is allowed; or a key that there is
 * not, with the one that is most like it.
 */
export function readEverySetting(
  env: Environment = process.env,
  sources: readonly Switched[] = SWITCHED,
): Readonly<EverySetting> {
  const given = readGiven(env);
  refuseUnknownKeys(
    given,
    everyRow(sources).map(({ key }) => key),
  );
  return Object.freeze({
    ...settingsOf(given),
    sources: readSourceSettings(sources, given),
    file: { path: given.file, isThere: given.isThere, stamp: given.stamp },
    warnings: given.warnings,
  });
}

/** Whether papers come by themselves: a source is on that has lists, and not single works alone. */
export function anySourceIsOn(
  settings: Pick<EverySetting, 'sources'>,
  sources: readonly Pick<Source, 'name' | 'streams'>[] = SOURCES,
): boolean {
  return sources.some((source) => {
    const setting = settings.sources.get(source.name);
    return setting?.isOn && source.streams(setting).length > 0;
  });
}
