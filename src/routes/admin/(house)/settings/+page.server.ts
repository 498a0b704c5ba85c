import { originWords, readGiven } from '#floor/settings/given.ts';
import { describeSettings } from '#floor/settings.ts';
import { everyRow } from '#sources/every-setting.ts';
import { administratorOr } from '../../administrator.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { offprint }, cookies, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' });
  await administratorOr(offprint, cookies, url);
  const given = readGiven();
  const rows = describeSettings(everyRow(), given).map((row) => ({ ...row, from: originWords(row) }));
  return {
    file: { path: given.file, isThere: given.isThere },
    isNewer: given.stamp !== offprint.settings.file.stamp,
    warnings: given.warnings,
    groups: [...Map.groupBy(rows, ({ group }) => group)].map(([name, settings]) => ({ name, settings })),
  };
};
