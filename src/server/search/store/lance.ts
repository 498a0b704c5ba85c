import type { Connection, Table } from '@lancedb/lancedb';

export type Lance = typeof import('@lancedb/lancedb');
export type { Connection, Table };

/**
 * LanceDB, loaded at the first use: it is 150 MB of native code that `offprint doctor` on an empty folder never needs.
 * It writes warnings about its own future and about each table that it creates to stderr; only its errors may.
 */
export function loadLance(): Promise<Lance> {
  process.env.LANCEDB_LOG ??= 'error';
  return import('@lancedb/lancedb');
}
