import type { Caller } from '#delivery/operations/operation.ts';
import { administratorByBearer, administratorKey } from '#readers/administrator.ts';
import type { Offprint } from '../../../server/offprint.ts';

/** Who asks, by the key that the request brings. The session of /admin counts for its pages alone. */
export async function callerOf({ db, settings }: Offprint, { headers }: Request): Promise<Caller> {
  const key = await administratorKey(db, settings.adminKey);
  return administratorByBearer(key, headers.get('authorization')) ? 'administrator' : 'visitor';
}
