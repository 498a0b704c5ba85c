import { originWords, readGiven } from '#floor/settings/given.ts';
import { describeSettings } from '#floor/settings.ts';
import { everyRow } from '#sources/every-setting.ts';
import { administratorsPage } from '../../administrator.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await administratorsPage(event);
  const { offprint } = event.locals;
  const given = readGiven();
  const rows = describeSettings(everyRow(), given).map((row) => ({ ...row, from: originWords(row) }));
  return {
    file: { path: given.file, isThere: given.isThere },
    isNewer: given.stamp !== offprint.settings.file.stamp,
    warnings: given.warnings,
    groups: [...Map.groupBy(rows, ({ group }) => group)].map(([name, settings]) => ({ name, settings })),
  };
};
