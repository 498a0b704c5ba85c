import { appendFileSync } from 'node:fs';

/** Where `test/run.ts` wants the notes of the stage that runs; unset when the tests run on their own. */
export const NOTES_FILE = 'TEST_NOTES_FILE';

/** Puts one line under the stage in the run's summary: what was found, measured or left out, and why. */
export function note(line: string): void {
  const file = process.env[NOTES_FILE];
  if (file) appendFileSync(file, `${line}\n`);
  else console.info(line);
}
