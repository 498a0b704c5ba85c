import { openDatabase } from '#db/open.ts';
import { arxiv } from '#sources/arxiv/source.ts';
import { harvestOnce, listsAt } from './harvesting.ts';

/** Harvests arXiv's changes from a stand-in into the place in the environment, until it is killed or there is no more. */
const [url = ''] = process.argv.slice(2);
const { OFFPRINT_DATA: dataDir = '', DATABASE_URL: databaseUrl = '' } = process.env;
const database = await openDatabase({ dataDir, databaseUrl });
console.log('begins');
const holder = `process ${process.pid}`;
const [ran] = await harvestOnce(database, listsAt(arxiv, url, { list: /^changes / }), { holder });
console.log(JSON.stringify(ran));
await database.close();
