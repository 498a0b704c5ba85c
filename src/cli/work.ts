import { keepIndexCurrent } from '#jobs/keep-index.ts';
import { readEverySetting } from '#sources/every-setting.ts';
import { indexPlace, openOffprint } from '../server/offprint.ts';
import { askedToEnd } from './asked-to-end.ts';
import { type Command, io } from './command.ts';
import { holder } from './index-along.ts';

export const workCommand: Command = {
  name: 'work',
  usage: 'work',
  help: 'Keep the search index without serving pages, for servers that run with OFFPRINT_JOBS=off.',
  async run() {
    const settings = readEverySetting();
    for (const warning of settings.warnings) io.err(warning);
    const ended = askedToEnd();
    const offprint = await openOffprint(settings, { say: io.err });
    const clock = new AbortController();
    try {
      const running = keepIndexCurrent(offprint, { holder: holder(), signal: clock.signal, say: io.err });
      io.out(`This worker keeps the search index at ${indexPlace(settings)} current.`);
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
