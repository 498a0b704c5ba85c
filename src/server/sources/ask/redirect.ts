import { AskFailure } from './failure.ts';
import { shown, type Target, targetOf } from './target.ts';

/** Five, since publishers send the readers of their feeds around before they give one. */
const MOST_REDIRECTS = 5;

/**
 * Where a redirect leads, judged as any address is.
 * @param seen the addresses that were asked so far, the last of them `from`.
 * @param sends whether something was sent, which goes nowhere else.
 * @throws AskFailure `unsafe`
 */
export function redirected(
  from: Target,
  location: string,
  seen: ReadonlySet<string>,
  sends: boolean,
  trusted?: readonly string[],
): Target {
  const refused = (how: string) => new AskFailure('unsafe', `${shown(from.url)} redirects ${how}.`);
  const to = targetOf(location, trusted, from.url);
  to.url.hash = '';
  if (sends) throw refused('what is sent to it elsewhere');
  if (from.url.protocol === 'https:' && to.url.protocol === 'http:')
    throw refused('to an address that anyone on the way could change');
  if (seen.has(to.url.href)) throw refused('in a circle');
  if (seen.size > MOST_REDIRECTS) throw refused('once too often');
  return to;
}
