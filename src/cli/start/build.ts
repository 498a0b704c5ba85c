import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { oneAtATime } from '#floor/one-at-a-time.ts';

const STAMP = 'build/offprint-build.txt';
/** Outside `build`, which a build removes and makes anew. */
const LOCK = '.svelte-kit/offprint-build.lock';
const SOURCES = ['src', 'static', 'vite.config.ts', 'package.json', 'package-lock.json'];

async function* filesBelow(path: string): AsyncGenerator<string> {
  if (!existsSync(path)) return;
  if ((await stat(path)).isFile()) {
    yield path;
    return;
  }
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && !entry.name.endsWith('.test.ts')) yield join(entry.parentPath, entry.name);
  }
}

/** A digest of what the build is made from: names, sizes and times, which cost 5 ms for a few hundred files. */
async function stampOf(root: string): Promise<string> {
  const digest = createHash('sha256');
  for (const source of SOURCES) {
    const files = (await Array.fromAsync(filesBelow(join(root, source)))).sort();
    for (const file of files) {
      const { size, mtimeMs } = await stat(file);
      digest.update(`${file}\n${size}\n${mtimeMs}\n`);
    }
  }
  return digest.digest('hex');
}

/**
 * Builds the web part when there is none or when its sources changed since.
 * @param root folder of the package.
 * @returns whether it had to build.
 * @throws with the build's output when it fails.
 */
export async function ensureBuilt(root: string, say: (line: string) => void): Promise<boolean> {
  if (await isBuilt(root)) return false;
  return oneAtATime(join(root, LOCK), async () => {
    // Whoever held the lock before may have built the same.
    if (await isBuilt(root)) return false;
    await build(root, say);
    return true;
  });
}

async function isBuilt(root: string): Promise<boolean> {
  const built = await readFile(join(root, STAMP), 'utf8').catch(() => '');
  return built === (await stampOf(root)) && existsSync(join(root, 'build/handler.js'));
}

async function build(root: string, say: (line: string) => void): Promise<void> {
  const stamp = await stampOf(root);
  say('Building the web pages; this happens once.');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`The build failed:\n${Buffer.concat(output).toString()}`);
  await writeFile(join(root, STAMP), stamp);
}
