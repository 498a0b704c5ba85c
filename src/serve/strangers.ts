import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from '#floor/settings.ts';

const IS_MCP = /^\/mcp(?:[/?]|$)/;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function hostnameOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}

/**
 * Whether a request to `/mcp` comes in by a name that is ours. A page of another site can make its own name mean this
 * machine (DNS rebinding) and then read answers as if it were ours; but its Host and Origin stay what they are.
 * Taken are loopback's names, the host of ORIGIN, and as origins those that OFFPRINT_CORS names one by one.
 */
export function mayAskMcp(
  { url, headers }: IncomingMessage,
  { origin, cors }: Pick<Settings, 'origin' | 'cors'>,
): boolean {
  if (!IS_MCP.test(url ?? '')) return true;
  const own = origin === '' ? undefined : hostnameOf(origin);
  const isOurs = (name: string | undefined) => name !== undefined && (LOOPBACK.has(name) || name === own);
  if (!isOurs(hostnameOf(`http://${headers.host ?? ''}`))) return false;
  if (headers.origin === undefined) return true;
  return isOurs(hostnameOf(headers.origin)) || cors.includes(headers.origin);
}

/** 403, in the words of the protocol. */
export function refuseStranger(response: ServerResponse): void {
  const message =
    'Forbidden: this Host or Origin is not known here. Ask by localhost, or set ORIGIN to the public address of the site and have the proxy in front pass Host on.';
  response.writeHead(403, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }));
}
