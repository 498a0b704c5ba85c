import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { AskFailure } from './failure.ts';
import { isPublicAddress } from './public-address.ts';
import { bare } from './target.ts';

const notPublic = (host: string) => new AskFailure('unsafe', `${host} was not asked: it is not a public address.`);

/** Looks a name up and gives only public addresses: a name with a single other one is refused. */
export function publicLookup(lookup: LookupFunction): LookupFunction {
  return (name, options: LookupOptions, callback) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const addresses = found as unknown as LookupAddress[];
      if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address)))
        return callback(notPublic(name), '');
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

/** Hands out only connections whose other end is public, whatever was looked up. */
export function toPublicOnly(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    const host = bare(options.hostname);
    // A literal address is never looked up.
    if (isIP(host) && !isPublicAddress(host)) return callback(notPublic(host), null);
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      if (isPublicAddress(socket.remoteAddress ?? '')) return callback(null, socket);
      socket.destroy();
      callback(notPublic(host), null);
    });
  };
}

/**
 * Makes connections of HTTP/1.1: to public addresses, or to any where the administrator named the origin.
 * @param timeout milliseconds until there is a connection.
 */
export function connectorFor(
  trusted: boolean,
  timeout: number,
  lookup: LookupFunction = systemLookup as LookupFunction,
): buildConnector.connector {
  const build = (own: LookupFunction) => buildConnector({ timeout, allowH2: false, lookup: own } as object);
  return trusted ? build(lookup) : toPublicOnly(build(publicLookup(lookup)));
}
