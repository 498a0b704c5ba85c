import { readEverySetting } from '#sources/every-setting.ts';
import { type Offprint, openOffprint } from '../server/offprint.ts';

/** One command of the program. */
export interface Command {
  name: string;
  /** What stands after `offprint`. */
  usage: string;
  /** One line. */
  help: string;
  details?: string;
  /** @returns the exit code. */
  run(args: string[]): Promise<number>;
}

/** Where a command writes. A reader that goes away (`| head`) ends the writing, not the work. */
export const io = {
  out(text: string): void {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  },
  err(text: string): void {
    process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
  },
};
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** Opens Offprint for the length of one command. */
export async function withOffprint<T>(work: (offprint: Offprint) => Promise<T>): Promise<T> {
  const offprint = await openOffprint(readEverySetting());
  try {
    return await work(offprint);
  } finally {
    await offprint.close();
  }
}
