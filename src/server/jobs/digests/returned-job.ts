import type { Db } from '#db/schema.ts';
import { readReturned } from '#delivery/returned/read.ts';
import type { Job } from '../job.ts';
import { unseenMails } from './bounce-box.ts';
import { type Taken, takeReturned } from './returned.ts';

const EVERY_MS = 5 * 60_000;
const AT_ONCE = 200;

/** Reads the mailbox that undelivered mails and complaints come back to. */
export function returnedJob(db: Db, url: string): Job {
  return {
    name: 'returned mail',
    schedule: { everyMs: EVERY_MS },
    async run({ signal, now }) {
      const counts: Record<Taken, number> = { bounced: 0, failed: 0, complaint: 0, 'not ours': 0, nothing: 0 };
      for await (const { raw, seen } of unseenMails(url, AT_ONCE)) {
        signal.throwIfAborted();
        counts[await takeReturned(db, await readReturned(raw), now())]++;
        await seen();
      }
      const { bounced, failed, complaint, nothing } = counts;
      const others = nothing + counts['not ours'];
      const summary = `${bounced} bounced, ${failed} failed, ${complaint} complaints, ${others} other mails`;
      return { summary, counts };
    },
  };
}
