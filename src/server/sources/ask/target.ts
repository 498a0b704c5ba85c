import { isIP } from 'node:net';
import { AskFailure } from './failure.ts';
import { isPublicAddress } from './public-address.ts';

/** An address that may be asked, and whether the administrator named its origin. */
export interface Target {
  url: URL;
  trusted: boolean;
}

/** Below 1024 the web is at 80 and 443; these of the others are asked by nobody who means well. */
const OTHER_SERVICES = new Set([1433, 1521, 2049, 2375, 3306, 3389, 5432, 5672, 5900, 6379, 9200, 11_211, 27_017]);

/** An address without its question, where keys may stand. */
export const shown = ({ origin, pathname }: URL) => `${origin}${pathname}`;

/** A literal address without the brackets of IPv6. */
export const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '');

/**
 * Judges an address by its text. Names are judged when they are looked up, by `connector.ts`.
 * @param trusted origins that the administrator named: they may be private, at any port.
 * @throws AskFailure `unsafe`: another scheme than http(s), a user name, another service's port, a literal address that
 *   is not public.
 */
export function targetOf(text: string, trusted: readonly string[] = [], base?: URL): Target {
  let url: URL;
  try {
    url = new URL(text, base);
  } catch {
    throw new AskFailure('unsafe', 'An address that is none was not asked.');
  }
  const refused = (why: string) => new AskFailure('unsafe', `${shown(url)} was not asked: ${why}.`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new AskFailure('unsafe', `An address that starts with ${url.protocol.slice(0, 20)} was not asked.`);
  if (url.username || url.password) throw refused('it holds a user name');
  if (trusted.some((origin) => URL.canParse(origin) && new URL(origin).origin === url.origin))
    return { url, trusted: true };
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if ((port < 1024 && port !== 80 && port !== 443) || OTHER_SERVICES.has(port))
    throw refused(`port ${port} is not one of the web`);
  const host = bare(url.hostname);
  if (isIP(host) && !isPublicAddress(host)) throw refused('it is not a public address');
  return { url, trusted: false };
}
