import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '#db/open.ts';
import { sendOnce } from './ledger.ts';

/** Once told to, sends what is due in the place in the environment until nothing is to be sent any more. */
const [url = ''] = process.argv.slice(2);
const { OFFPRINT_DATA: dataDir = '', DATABASE_URL: databaseUrl = '' } = process.env;
const { db, close } = connect({ dataDir, databaseUrl });
const holder = `sender ${process.pid}`;
console.log('ready');
await once(process.stdin, 'data');
process.stdin.destroy();
const isOpen = () =>
  db.selectFrom('mails').select('id').where('state', 'in', ['pending', 'sending']).executeTakeFirst();
while (await isOpen()) {
  await sendOnce(db, url, { holder });
  await sleep(20);
}
await close();
