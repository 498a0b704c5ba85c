import { keepTime } from '#jobs/keep-time.ts';
import { readEverySetting } from '#sources/every-setting.ts';
import { indexPlace, openOffprint } from '../server/offprint.ts';
import { askedToEnd } from './asked-to-end.ts';
import { type Command, io } from './command.ts';
import { holder } from './index-along.ts';

export const workCommand: Command = {
  name: 'work',
  usage: 'work',
  help: 'Do the jobs without serving pages: harvest, keep the search index; for servers with OFFPRINT_JOBS=off.',
  async run() {
    const settings = readEverySetting();
    for (const warning of settings.warnings) io.err(warning);
    const ended = askedToEnd();
    const offprint = await openOffprint(settings, { say: io.err });
    const clock = new AbortController();
    try {
      const running = keepTime(offprint, { holder: holder(), signal: clock.signal, say: io.err });
      io.out(`This worker does the jobs, and keeps the search index at ${indexPlace(settings)} current.`);
      // Waiting for a signal alone would let the process end: nothing else keeps it.
      const awake = setInterval(() => undefined, 60_000);
      await ended;
      clearInterval(awake);
      clock.abort();
      await running;
    } finally {
      await offprint.close();
    }
    return 0;
  },
};
