import { openDatabase } from '#db/open.ts';
import { bringIndexUpToDate, openSearchIndex } from '#search/index.ts';
import { openerOf, testEmbedder } from './embedders.ts';

/**
 * Makes the vectors of the index of the place in the environment, and says how many papers it is about to embed. Stands
 * still once it has embedded as many as it was told, so that it can be killed there.
 */
const [uri = '', salt = '', most = ''] = process.argv.slice(2);
const { OFFPRINT_DATA: dataDir = '', DATABASE_URL: databaseUrl = '' } = process.env;
const { db } = await openDatabase({ dataDir, databaseUrl });
const chosen = testEmbedder({ kind: 'openai', salt: Number(salt) });
chosen.before = async () => {
  console.log(chosen.papers.length);
  if (chosen.papers.length >= Number(most)) await new Promise((resolve) => setTimeout(resolve, 600_000));
};
const index = await openSearchIndex(uri, openerOf({ builtIn: testEmbedder(), chosen }));
await bringIndexUpToDate(index, db, { holder: 'child' });
