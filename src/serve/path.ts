import type { IncomingMessage } from 'node:http';

/**
 * The path of a request as the pages' router reads it: without `..`, its letters decoded. What is decided by the path as
 * it came would be passed by `/%61pi/search` and `/x/../api/search`.
 */
export function pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  try {
    return decodeURI(new URL(url, 'http://localhost').pathname);
  } catch {
    // No address at all; the router refuses it.
    return url;
  }
}
