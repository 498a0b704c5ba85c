/**
 * `npm run merge:report -- [--seed n] [--keep folder]`: merges real papers, draws 200 cases and prints each for a
 * person to judge; see docs/merging.md. `--keep` keeps the catalogues in a folder, and takes them from there next time.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/open.ts';
import type { Db } from '#db/schema.ts';
import { ARXIV, DAILY, fill, PAGE, withoutId, withoutNames } from './fill.ts';
import { print } from './print.ts';
import { strataOfBlind, strataOfNameless, strataOfSeen } from './strata.ts';

const missing = [PAGE, ARXIV, DAILY].filter((file) => !existsSync(file));
if (missing.length > 0) {
  console.error(`There is no ${missing.join(', no ')}. The report is made from these files.`);
  process.exit(1);
}

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, keep: { type: 'string' } } });
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'merge-report-'));

/** Opens a catalogue, filled where it is new. */
async function catalogue<T>(name: string, filled: (db: Db) => Promise<void>, use: (db: Db) => Promise<T>): Promise<T> {
  const dataDir = join(folder, name);
  const known = existsSync(dataDir);
  mkdirSync(dataDir, { recursive: true });
  const { db, close } = await openDatabase({ dataDir, databaseUrl: '' });
  try {
    if (!known) await filled(db);
    return await use(db);
  } finally {
    await close();
  }
}

const seen = await catalogue(
  'seen',
  async (db) => {
    for (const file of [PAGE, ARXIV, DAILY]) await fill(db, file);
  },
  (db) => strataOfSeen(db, values.seed),
);
/** The feed comes first and without its ids, so that title, names and dates alone must find them again. */
const blind = await catalogue(
  'blind',
  async (db) => {
    await fill(db, DAILY, withoutId);
    await fill(db, ARXIV);
  },
  (db) => strataOfBlind(db, values.seed),
);
const nameless = await catalogue(
  'nameless',
  async (db) => {
    await fill(db, DAILY, withoutNames);
    await fill(db, ARXIV);
  },
  (db) => strataOfNameless(db, values.seed),
);
print([...seen, ...blind, ...nameless]);
if (!values.keep) rmSync(folder, { recursive: true });
