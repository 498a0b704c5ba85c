import { originWords, readGiven } from '#floor/settings/given.ts';
import { SWITCHED } from '#sources/every-setting.ts';
import { listSwitches } from '#sources/switches.ts';
import { administratorsPage } from '../../administrator.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await administratorsPage(event);
  const sources = listSwitches(SWITCHED, readGiven()).map(({ setting, ...source }) => ({
    ...source,
    key: setting.key,
    from: originWords(setting),
  }));
  return { sources: sources.sort((a, b) => Number(b.isOn) - Number(a.isOn)) };
};
