import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often a waiting process looks whether the other one is done. */
const LOOK_EVERY_MS = 200;
/** A process writes its number right after it made the file. */
const FILLED_WITHIN_MS = 10_000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const ageOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );

async function takes(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    // A process that is gone left its file behind; an empty one is young, or its writer never came to fill it.
    const isLeft = holder > 0 ? !isAlive(holder) : (await ageOf(file)) > FILLED_WITHIN_MS;
    if (isLeft) await rm(file, { force: true });
    return false;
  }
}

/** Lets one process at a time of this machine do the work; the others wait. A lock whose process died is taken over. */
export async function oneAtATime<T>(file: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  while (!(await takes(file))) await sleep(LOOK_EVERY_MS);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
