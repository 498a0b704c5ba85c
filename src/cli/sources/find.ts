import { invalid, notFound } from '#floor/failure.ts';
import { nearestKey } from '#floor/settings/known-keys.ts';
import { choiceKey } from '#sources/settings.ts';
import type { Switch } from '#sources/switches.ts';

/** @throws Failure `Invalid` without a name, `NotFound` for a source that there is not. */
export function switchNamed(name: string | undefined, switches: readonly Switch[]): Switch {
  const names = switches.map((one) => one.name);
  if (name === undefined) throw invalid('No source is named.', `There are: ${names.join(', ')}.`);
  const found = switches.find(
    (one) => one.name === name.toLowerCase() || one.title.toLowerCase() === name.toLowerCase(),
  );
  if (found) return found;
  const keys = switches.map((one) => choiceKey(one));
  const nearest = switches.length > 0 && nearestKey(choiceKey({ name }), keys);
  const meant = nearest && names[keys.indexOf(nearest)];
  throw notFound(
    `There is no source “${name.slice(0, 40)}”.`,
    meant ? `Is ${meant} meant?` : `There are: ${names.join(', ')}.`,
  );
}
