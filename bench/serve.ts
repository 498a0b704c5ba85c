/**
 * The built server with one more page, `/constant?bytes=N`: N bytes from memory through the same HTTP server, without
 * any of ours behind it. What the front page is compared with.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalogueRevision } from '#catalogue/find.ts';
import { openDatabase } from '#db/open.ts';
import { readSettings } from '#floor/settings.ts';
import { type Handler, PROTOCOL_HEADER, serve } from '../src/serve/server.ts';

process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
const { handler } = (await import(pathToFileURL(join(import.meta.dirname, '../build/handler.js')).href)) as {
  handler: Handler;
};
const pages = new Map<string, Buffer>();

const withConstant: Handler = (request, response, next) => {
  const bytes = /^\/constant\?bytes=(\d{1,7})$/.exec(request.url ?? '')?.[1];
  if (!bytes) return handler(request, response, next);
  const page = pages.get(bytes) ?? Buffer.alloc(Number(bytes), 'a');
  pages.set(bytes, page);
  response.writeHead(200, { 'content-type': 'text/html', 'content-length': page.length });
  response.end(page);
};

const settings = readSettings();
const { db } = await openDatabase(settings);
/** No setting allows as many as a bench asks; the counting is to be measured. */
const apiLimit = Number(process.env.BENCH_API_LIMIT ?? 0);
const server = await serve(
  { ...settings, port: 0, apiLimit },
  { handler: withConstant, revision: () => catalogueRevision(db) },
);
console.log(`ready ${server.address}`);
process.once('SIGTERM', () => void server.drain(1_000).then(() => process.exit(0)));
