import { join } from 'node:path';
import { ensureBuilt } from '../src/cli/start/build.ts';

/** The build that `npm start` makes when it is needed, so that no server under test has to make its own. */
const built = await ensureBuilt(join(import.meta.dirname, '..'), () => {});
console.log(built ? 'Built.' : 'The build is up to date.');
