import type { Settings } from './settings.ts';

/** Hosts to listen at that this machine's browser knows as `localhost`. */
const HERE = ['127.0.0.1', '::1', '0.0.0.0', '::'];

/** Where links from elsewhere lead: the public address, else this machine. */
export function siteOrigin({ origin, host, port }: Pick<Settings, 'origin' | 'host' | 'port'>): string {
  const name = HERE.includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return origin || `http://${name}:${port}`;
}
