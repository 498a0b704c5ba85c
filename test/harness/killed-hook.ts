import { openDatabase } from '#db/open.ts';
import { hookJob } from '#jobs/hooks/job.ts';
import { ensureRows } from '#jobs/rows.ts';
import { runJob } from '#jobs/run.ts';
import type { SearchIndex } from '#search/index.ts';
import { hookOf } from './hooks.ts';

/** Posts the latest day of the place in the environment to a stand-in, until it is killed or has done so. */
const [url = ''] = process.argv.slice(2);
const { OFFPRINT_DATA: dataDir = '', DATABASE_URL: databaseUrl = '' } = process.env;
const { db, close } = await openDatabase({ dataDir, databaseUrl });
const hook = hookOf('webhook', url);
// The front page needs no index.
const asked = { db, index: undefined as unknown as SearchIndex };
const job = hookJob(hook, { ...asked, hooks: [hook], origin: url, contact: '', isPrivate: true });
await ensureRows(db, [job], [], new Date());
const signal = new AbortController().signal;
const ran = await runJob(db, job, { holder: `process ${process.pid}`, signal, isForced: true });
console.log(JSON.stringify(ran));
await close();
