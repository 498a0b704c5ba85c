import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY } from './imports.ts';
import { note } from './notes.ts';
import { until } from './until.ts';

const FOLDER = join(REPOSITORY, 'optional/transformers');
/** npm writes it when all is in place. */
const DONE = join(FOLDER, 'node_modules/.package-lock.json');
const LOCK = join(tmpdir(), `offprint-install-${createHash('sha256').update(FOLDER).digest('hex').slice(0, 12)}`);
const PATIENCE_MS = 5 * 60_000;
/** What npm says of a registry that is out of reach, or has a part of the packages. */
const OUT_OF_REACH = /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ERR_SOCKET|E40[0-9]|E50[0-9]/;

/**
 * Installs the optional packages of the transformers embedder as a user would, once for all test files that want them.
 * @returns whether they are there; where the registry cannot be reached, the summary says so.
 */
export async function transformersRuntime(): Promise<boolean> {
  if (existsSync(DONE)) return true;
  await until('the right to install the optional packages', takeLock, PATIENCE_MS);
  try {
    if (!existsSync(DONE)) await install();
    return true;
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    const reason = OUT_OF_REACH.exec(stderr)?.[0];
    if (!reason) throw error;
    note(`the transformers embedder was not tested: npm could not fetch its packages (${reason})`);
    return false;
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function takeLock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    const age = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > PATIENCE_MS) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

const install = () =>
  promisify(execFile)('npm', ['ci', '--prefix', 'optional/transformers', '--ignore-scripts'], {
    cwd: REPOSITORY,
    // npm would try a registry that is out of reach for more than a minute.
    env: { ...process.env, npm_config_fetch_retries: '1', npm_config_fetch_retry_mintimeout: '1000' },
    timeout: PATIENCE_MS,
    shell: process.platform === 'win32',
  });
