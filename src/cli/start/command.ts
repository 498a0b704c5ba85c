import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalogueRevision } from '#catalogue/find.ts';
import { HARVEST } from '#delivery/page/harvest.ts';
import { keyMadeNow } from '#readers/administrator.ts';
import { readEverySetting } from '#sources/every-setting.ts';
import { PROTOCOL_HEADER, serve } from '../../serve/server.ts';
import { indexPlace, type Offprint, openOffprint, pageRevision, signInLink } from '../../server/offprint.ts';
import { askedToEnd } from '../asked-to-end.ts';
import { type Command, io } from '../command.ts';
import { ensureBuilt } from './build.ts';
import { startClock } from './clock.ts';
import { importSampleWhenEmpty } from './sample.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Requests in flight get this long after SIGTERM. */
const DRAIN_MS = 8_000;

export const startCommand: Command = {
  name: 'start',
  usage: 'start',
  help: 'Serve the pages; builds, migrates and imports the sample where that is needed.',
  async run() {
    const settings = readEverySetting();
    for (const warning of settings.warnings) io.err(warning);
    const ended = askedToEnd();
    await ensureBuilt(ROOT, io.out);
    const offprint = await openOffprint(settings, { isServer: true, say: io.err });
    try {
      await serveUntil(ended, offprint);
    } finally {
      await offprint.close();
    }
    return 0;
  },
};

async function serveUntil(ended: Promise<string>, offprint: Offprint): Promise<void> {
  const { settings, database } = offprint;
  const sampled = await importSampleWhenEmpty(offprint.db, ROOT);
  if (sampled > 0) io.out(`The catalogue was empty: ${sampled} sample papers of 18 June 2026 are in it now.`);

  // Read by the built handler when it is loaded.
  process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
  const { handler } = await import(pathToFileURL(join(ROOT, 'build/handler.js')).href);
  const server = await serve(settings, {
    handler,
    offprint,
    revision: async () => pageRevision(offprint, await catalogueRevision(offprint.db)),
  });
  const place = database.engine === 'sqlite' ? settings.dataDir : `${database.place} and ${indexPlace(settings)}`;
  io.out(`Offprint is at ${server.address} and keeps everything in ${place}`);
  const key = await keyMadeNow(offprint.db, settings.adminKey);
  if (key) io.out(`The administrator signs in at ${signInLink(server.address, key)}`);
  if (!offprint.harvests()) io.out(`${HARVEST.words} “${HARVEST.command}”.`);

  // The first question need not wait for the index to come into memory.
  offprint.index.memory.current().catch(() => undefined);
  const endClock = settings.jobs ? startClock(offprint) : undefined;
  await ended;
  const clockEnded = endClock?.();
  await server.drain(DRAIN_MS);
  await clockEnded;
}
