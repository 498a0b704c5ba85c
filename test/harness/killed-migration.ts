import type { KyselyPlugin } from 'kysely';
import { migrateToLatest } from '#db/migrate.ts';
import { connect } from '#db/open.ts';

/** Migrates the place in the environment, and kills itself at the n-th statement, as `kill -9` would. */
const [statement = '0'] = process.argv.slice(2);
let left = Number(statement);

const killer: KyselyPlugin = {
  transformQuery({ node }) {
    left -= 1;
    if (left < 0) process.kill(process.pid, 'SIGKILL');
    return node;
  },
  transformResult: async ({ result }) => result,
};

const { OFFPRINT_DATA: dataDir = '', DATABASE_URL: databaseUrl = '' } = process.env;
const database = connect({ dataDir, databaseUrl });
await migrateToLatest({ ...database, db: database.db.withPlugin(killer) });
await database.close();
console.log(Number(statement) - left);
