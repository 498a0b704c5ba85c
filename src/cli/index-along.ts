import { hostname } from 'node:os';
import { catalogueRevision } from '#catalogue/find.ts';
import { bringIndexUpToDate, waitUntilIndexed } from '#search/index.ts';
import type { Offprint } from '../server/offprint.ts';
import { io } from './command.ts';

/** How long a command waits for the process that writes the index, such as a running server. */
const PATIENCE_MS = 10 * 60_000;

/** This process as the holder of a lease. */
export const holder = (): string => `${hostname()}:${process.pid}`;

/** Brings the index up to the catalogue, or waits for the process that is doing so. */
export async function bringIndexAlong({ db, index }: Offprint): Promise<void> {
  const revision = await catalogueRevision(db);
  const run = await bringIndexUpToDate(index, db, { holder: holder(), onMessage: io.err });
  if (run.outcome === 'done') return;
  io.err('Another process writes the search index; waiting for it.');
  if (await waitUntilIndexed(index, db, revision, PATIENCE_MS)) return;
  io.err('The search index is still behind. It catches up by itself; “offprint doctor” shows how far it is.');
}
