import { waysAround } from '#delivery/page/edition.ts';
import { latestDay } from '#editions/front.ts';
import { densityOf, themeOf } from '#lib/looks.ts';
import type { LayoutServerLoad } from './$types';

/** What every page has: the reader's looks, and where the ways through lead from a page that has no date. */
export const load: LayoutServerLoad = async ({ cookies, locals, url, untrack }) => {
  const latest = await latestDay(locals.offprint.db);
  return {
    /** Where readers reach this site: `https://papers.example.org`. */
    origin: locals.offprint.settings.origin || untrack(() => url.origin),
    looks: {
      density: densityOf(cookies.get('density')) ?? ('lines' as const),
      theme: themeOf(cookies.get('theme')) ?? ('system' as const),
    },
    ...(latest && { ways: waysAround(latest) }),
  };
};
