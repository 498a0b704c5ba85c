import { openDatabase } from '#db/open.ts';
import { bringIndexUpToDate, openSearchIndex } from '#search/index.ts';
import { BUILT_IN } from './library.ts';

/** Brings the index of the place in the environment up to date, again and again until it is killed or there is no more. */
const [uri = '', holder = ''] = process.argv.slice(2);
const { OFFPRINT_DATA: dataDir = '', DATABASE_URL: databaseUrl = '' } = process.env;
const { db, close } = await openDatabase({ dataDir, databaseUrl });
const index = await openSearchIndex(uri, BUILT_IN);
console.log('begins');
await bringIndexUpToDate(index, db, { holder });
await index.close();
await close();
