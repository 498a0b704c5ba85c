import { chmod, chown, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { invalid } from '../failure.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { textOf } from './given.ts';
import { linesOf, quoted } from './lines.ts';

const HEADER = `# Settings of Offprint, one KEY=value a line. “offprint config” prints them all, with what they mean.
# What stands in the environment goes before what stands here.

`;

/** Keys may stand in it. */
const FRESH_MODE = 0o600;

/**
 * The text of a settings file with one setting changed: in its line, or in a new one at the end. Every other line stays
 * as it is, and so does the remark behind the value.
 * @throws Failure `Invalid` for a value that no line can hold.
 */
export function withSetting(text: string, key: string, value: string): string {
  const form = quoted(value);
  if (form === undefined)
    throw invalid(`${key} cannot be ${JSON.stringify(value)}: no quotes can hold it on one line.`);
  const lines = linesOf(text);
  const line = lines.findLast(({ sets }) => sets?.key === key);
  if (line?.sets) {
    const { before, after } = line.sets;
    // After quotes a remark may follow at once; after a bare value it would belong to it.
    line.text = `${before}${form}${after.startsWith('#') ? ' ' : ''}${after}`;
    return lines.map((one) => one.text + one.end).join('');
  }
  const end = lines.find((one) => one.end)?.end ?? '\n';
  const whole = text === '' || text.endsWith('\n') ? text : text + end;
  return `${whole}${key}=${form}${end}`;
}

/** Writes beside the file, then puts it in its place: a reader sees the old text or the new one. */
async function replace(file: string, text: string, before: string | undefined): Promise<boolean> {
  const part = `${file}.${process.pid}.part`;
  const old = await stat(file).catch(() => undefined);
  const handle = await open(part, 'w', FRESH_MODE);
  try {
    await handle.writeFile(text);
    await handle.sync();
    await handle.close();
    if (old) {
      await chmod(part, old.mode & 0o7777);
      await chown(part, old.uid, old.gid).catch(() => undefined);
    }
    // An editor knows nothing of our lock.
    if (textOf(file) !== before) return false;
    await rename(part, file);
    return true;
  } finally {
    await handle.close().catch(() => undefined);
    await rm(part, { force: true });
  }
}

/**
 * Changes one setting in a settings file, which is made where there is none. Changes by several processes go one after
 * another, each on what the one before left.
 * @param change the new value, from the value that stands; undefined leaves the file alone.
 * @throws Failure `Invalid` where the file cannot be read or written, and what `change` throws.
 */
export async function changeSetting(
  file: string,
  key: string,
  change: (value: string | undefined) => string | undefined,
): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    // A link stays one: what it leads to is changed.
    const place = await realpath(file).catch(() => file);
    await oneAtATime(`${place}.lock`, async () => {
      for (;;) {
        const text = textOf(place);
        const stands = linesOf(text ?? '').findLast(({ sets }) => sets?.key === key)?.sets?.value;
        const value = change(stands);
        if (value === undefined || (await replace(place, withSetting(text ?? HEADER, key, value), text))) return;
      }
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^(EACCES|EPERM|EROFS|ENOSPC|ENOTDIR|EEXIST)$/.test(code)) throw error;
    throw invalid(
      `The settings file ${file} cannot be written (${code}).`,
      `Write ${key} into it by hand, or set it in the environment.`,
    );
  }
}
