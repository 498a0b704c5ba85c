import type { Settings } from '#floor/settings.ts';

/** Addresses that a server listens at and that nobody can open. */
const EVERYWHERE = ['127.0.0.1', '0.0.0.0', '::'];

/** The site's address, without a slash at its end: as set, else where the server is found on this machine. */
export function originOf({ origin, host, port }: Pick<Settings, 'origin' | 'host' | 'port'>): string {
  return origin || `http://${EVERYWHERE.includes(host) ? 'localhost' : host}:${port}`;
}
