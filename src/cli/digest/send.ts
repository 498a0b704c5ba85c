import type { RenderDigest } from '#delivery/digest/digest.ts';
import { listName } from '#delivery/digest/wishes.ts';
import { printable } from '#delivery/text/escape.ts';
import { LANES, routeOf, writingOf } from '#jobs/digests/jobs.ts';
import { dueSubscribers, isPaused, newPapers, planDigests, sourcesOf } from '#jobs/digests/plan.ts';
import { sendMails } from '#jobs/digests/send.ts';
import { mailSettings, type Offprint } from '../../server/offprint.ts';
import { io } from '../command.ts';
import { holder } from '../index-along.ts';

const housed = ({ db, index, settings }: Offprint) => {
  const mail = mailSettings(settings);
  return { planning: { db, index, origin: mail.origin }, settings: mail };
};

/** `offprint digest --dry-run`: who would get what now, were everybody due. Writes nothing. */
export async function dryRun(offprint: Offprint): Promise<number> {
  const { planning } = housed(offprint);
  const now = new Date();
  const sourceOf = sourcesOf(planning);
  const everybody = await dueSubscribers(offprint.db, now, true);
  for (const one of everybody) {
    const papers = isPaused(one, now) ? [] : await newPapers(offprint.db, one.id, await sourceOf(one));
    const count = Math.min(one.most, papers.length);
    const words = count > 0 ? `${count} new, the first “${printable(papers[0]!.paper.title)}”` : 'nothing';
    io.out(`${one.address}  ${listName(one.list)}, ${one.every}: ${words}; due ${one.next_due_at}`);
  }
  io.out(`${everybody.length} subscribers. Nothing was sent.`);
  return 0;
}

/** `offprint digest --now`: gives everybody their edition of today now, and sends it. Who has had one gets none. */
export async function sendNow(offprint: Offprint, render: RenderDigest): Promise<number> {
  const { planning, settings } = housed(offprint);
  const { db } = offprint;
  const end = new AbortController();
  const now = () => new Date();
  const quiet = { progress: () => undefined, fence: async () => undefined, say: io.err };
  const { planned, troubles } = await planDigests(planning, { signal: end.signal, now, ...quiet }, true);
  for (const [list, error] of troubles) io.err(`The list ${list} could not be read: ${(error as Error).message}`);
  const route = routeOf(settings);
  const limit = 'folder' in route ? 0 : settings.mailLimit;
  const writing = await writingOf({ db, index: offprint.index, settings, render });
  const sending = { db, route, writing, holder: holder(), signal: end.signal, now, limit, lanes: LANES };
  const { sent, later, bounced, failed, unknown, orphans } = await sendMails(sending);
  const where = 'folder' in route ? `written into ${route.folder} (OFFPRINT_SMTP_URL is not set)` : 'sent';
  io.out(`${planned} digests made; ${sent} mails ${where}, ${later} to be tried again.`);
  io.out(`${bounced} bounced, ${failed} failed, ${unknown + orphans} of which nobody knows.`);
  return troubles.size > 0 || failed + unknown > 0 ? 1 : 0;
}
