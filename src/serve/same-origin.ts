import type { IncomingMessage } from 'node:http';
import { isForPrograms } from './path.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that may change something does not say that it comes from a page of ours. Every browser says where a
 * POST comes from; what says nothing is no form of ours either.
 * @param origin ours, such as `http://localhost:3000`.
 */
export function comesFromElsewhere({ method, headers }: IncomingMessage, path: string, origin: string): boolean {
  return !SAFE.has(method ?? '') && !isForPrograms(path) && headers.origin !== origin;
}
