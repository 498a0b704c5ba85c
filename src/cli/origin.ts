import type { Settings } from '#floor/settings.ts';

/** Hosts to listen at that this machine's browser knows as `localhost`. */
const HERE = ['127.0.0.1', '::1', '0.0.0.0', '::'];

/** The site's address, without a slash at its end: as set, else where the server is found on this machine. */
export function originOf({ origin, host, port }: Pick<Settings, 'origin' | 'host' | 'port'>): string {
  const name = HERE.includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return origin || `http://${name}:${port}`;
}
