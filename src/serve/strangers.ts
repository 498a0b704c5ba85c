import type { IncomingMessage } from 'node:http';
import type { Settings } from '#floor/settings.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Read once: requests name few hosts, and to read one is a tenth of what a request takes that changed nothing. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 100;

function hostnameOf(address: string): string | undefined {
  if (known.has(address)) return known.get(address);
  const hostname = URL.canParse(address) ? new URL(address).hostname : undefined;
  if (known.size >= MOST_KNOWN) known.clear();
  if (address.length < 300) known.set(address, hostname);
  return hostname;
}

/**
 * Whether a request comes in by a name that is not ours. A page of another site can make its own name mean this machine
 * (DNS rebinding) and then read answers as if it were ours; but its Host and Origin stay what they are.
 * Ours are loopback's names and the host of ORIGIN, and as origins those that OFFPRINT_CORS names one by one.
 */
export function comesByAnotherName(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { origin, cors }: Pick<Settings, 'origin' | 'cors'>,
): boolean {
  const own = origin === '' ? undefined : hostnameOf(origin);
  const isOurs = (name: string | undefined) => name !== undefined && (LOOPBACK.has(name) || name === own);
  if (!isOurs(hostnameOf(`http://${headers.host ?? ''}`))) return true;
  if (headers.origin === undefined) return false;
  return !isOurs(hostnameOf(headers.origin)) && !cors.includes(headers.origin);
}
