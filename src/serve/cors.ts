import type { IncomingMessage, ServerResponse } from 'node:http';

/** What pages of other sites may ask; nothing else of the server is theirs. */
const SHARED = /^\/(?:api|mcp)(?:\/|$)/;
/** Seconds for which a browser need not ask again. */
const REMEMBERED = 86_400;
const READABLE = 'ETag, Link, Offprint-Ignored, RateLimit, RateLimit-Policy, Retry-After, X-Error-Message';
const SENDABLE = 'Accept, Content-Type, If-None-Match, Last-Event-ID, MCP-Protocol-Version, MCP-Session-Id';

/**
 * Lets pages of the sites that a setting names read the API in a browser. The headers are set on the connection's answer
 * and not on the page that is kept: who asks is no part of that.
 * @param sites origins, or `*` alone; none for nobody.
 * @returns whether the request was a browser's question beforehand, which has been answered.
 */
export function answerPreflight(
  sites: readonly string[],
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { origin } = request.headers;
  if (sites.length === 0 || !SHARED.test(path)) return false;
  const isOpen = sites[0] === '*';
  if (origin !== undefined && (isOpen || sites.includes(origin))) {
    response.setHeader('access-control-allow-origin', isOpen ? '*' : origin);
    response.setHeader('access-control-expose-headers', READABLE);
  }
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
  if (response.hasHeader('access-control-allow-origin')) {
    response.setHeader('access-control-allow-methods', 'GET, HEAD, POST, OPTIONS');
    response.setHeader('access-control-allow-headers', SENDABLE);
    response.setHeader('access-control-max-age', String(REMEMBERED));
  }
  response.writeHead(204).end();
  return true;
}
