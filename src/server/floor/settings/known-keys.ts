import { invalid } from '../failure.ts';
import type { Given } from './given.ts';

/**
 * What Kubernetes sets in every container beside a service called “offprint”, or “offprint-” and more: they look like
 * settings and are none. https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
const KUBERNETES =
  /^OFFPRINT_(?:\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?)$/;

/** How many letters must be put in, left out or changed to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}

const bare = (key: string) => key.toUpperCase().replace(/^OFFPRINT_/, '');

/** The known key that is most like one, where any is: `PORT` for `OFFPRINT_PORT`, `OFFPRINT_JOBS` for `OFFPRINT_JOB`. */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  const wanted = bare(key).slice(0, 100);
  const near = known.map((one) => ({ one, far: distance(wanted, bare(one)) }));
  const best = near.reduce((least, next) => (next.far < least.far ? next : least));
  return best.far <= Math.max(2, Math.floor(wanted.length / 3)) ? best.one : undefined;
}

/** What to say of a key that there is not. */
export function unknownKey(key: string, known: readonly string[], where?: string) {
  const nearest = nearestKey(key, known);
  return invalid(
    `There is no setting ${key.slice(0, 100)}${where ? ` (${where})` : ''}.`,
    `${nearest ? `Is ${nearest} meant? ` : ''}“offprint config” prints them all.`,
  );
}

/**
 * Every key of the file must be known, and every one of the environment that begins with `OFFPRINT_`: one that is
 * misspelt would be passed over in silence.
 * @throws Failure `Invalid` with the known key that is most like it.
 */
export function refuseUnknownKeys({ env, file, inFile }: Given, known: readonly string[]): void {
  const isKnown = new Set(known);
  for (const [key, { line }] of inFile) {
    if (!isKnown.has(key)) throw unknownKey(key, known, `${file}, line ${line}`);
  }
  for (const [key, value] of Object.entries(env)) {
    if (value === undefined || !key.startsWith('OFFPRINT_') || isKnown.has(key)) continue;
    if (env.KUBERNETES_SERVICE_HOST && KUBERNETES.test(key)) continue;
    throw unknownKey(key, known, 'set in the environment');
  }
}
