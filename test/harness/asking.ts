import { openDatabase } from '#db/open.ts';
import { askPatiently } from '#sources/ask/retry.ts';

/** Asks an address so many times through a gate, as a process of its own, and says when each answer has come. */
const [url = '', everyMs = '', times = ''] = process.argv.slice(2);
const { OFFPRINT_DATA: dataDir = '', DATABASE_URL: databaseUrl = '' } = process.env;
const { db, close } = await openDatabase({ dataDir, databaseUrl });
// Where the caller listens, it learns that all is open and the asking begins.
process.send?.('ready');
process.disconnect?.();
for (let time = 0; time < Number(times); time++) {
  await askPatiently(
    db,
    { url: `${url}?by=${process.pid}` },
    {
      courtesy: { gate: 'stand-in', everyMs: Number(everyMs) },
      holder: String(process.pid),
      version: '0',
      contact: '',
      trusted: [new URL(url).origin],
      signal: new AbortController().signal,
    },
  );
  console.log('answered');
}
await close();
