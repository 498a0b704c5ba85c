import { dropLease, leaseHolder, takeLease } from '#db/lease.ts';
import type { Db } from '#db/schema.ts';

/** The right to write the index. */
export const INDEX_LEASE = 'index';
/** A process that died holds it for this long. */
const HELD_FOR_MS = 20_000;
const RENEWED_EVERY_MS = 5_000;

export type Held<T> = { held: true; value: T } | { held: false; holder: string | undefined };

/**
 * Does `work` while holding the lease, renewing it. The signal that `work` gets says stop when the caller's does, and
 * when another process has taken the lease (this one slept through its time).
 */
export async function holdingIndex<T>(
  db: Db,
  holder: string,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Held<T>> {
  signal?.throwIfAborted();
  const lease = await takeLease(db, INDEX_LEASE, holder, HELD_FOR_MS);
  if (!lease) return { held: false, holder: await leaseHolder(db, INDEX_LEASE) };
  const lost = new AbortController();
  const renew = async () => {
    const renewed = await takeLease(db, INDEX_LEASE, holder, HELD_FOR_MS);
    if (renewed?.token !== lease.token) lost.abort(new Error('Another process has taken over the search index.'));
  };
  // A busy database fails one renewal; there are three more before the lease runs out.
  const timer = setInterval(() => renew().catch(() => undefined), RENEWED_EVERY_MS);
  try {
    return { held: true, value: await work(signal ? AbortSignal.any([signal, lost.signal]) : lost.signal) };
  } finally {
    clearInterval(timer);
    await dropLease(db, lease);
  }
}

/** The promise, or the signal's reason as soon as it says stop: what runs in native code cannot be told to. */
export function unlessStopped<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
