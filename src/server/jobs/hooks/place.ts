import { type Place, placeOf } from '#delivery/list/place.ts';
import { Failure, invalid } from '#floor/failure.ts';
import type { Hook } from '#floor/settings/whole-hooks.ts';

const ALLOWED =
  '/papers, /papers/week, /papers/month, /papers/date/2026-06-18, /papers/trending, /papers?q=…, /papers/like/ID';

/** @throws Failure `Invalid` where a hook's list is the address of no list. */
export function placeOfHook({ name, list }: Pick<Hook, 'name' | 'list'>): Place {
  const wrong = (why: string) =>
    invalid(`The setting OFFPRINT_HOOKS cannot be “${list.slice(0, 200)}” for ${name}: ${why}`, `Allowed: ${ALLOWED}.`);
  try {
    const url = new URL(list, 'http://localhost');
    const place = placeOf(url.pathname, url.searchParams);
    if (place) return place;
  } catch (error) {
    if (error instanceof Failure) throw wrong(error.message);
    throw wrong('that is no address.');
  }
  throw wrong('no list is there.');
}
