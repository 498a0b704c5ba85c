import { join } from 'node:path';
import { readAddress } from '#delivery/digest/address.ts';
import type { RenderDigest } from '#delivery/digest/digest.ts';
import { digestOf } from '#delivery/digest/for-subscriber.ts';
import { END, linkMaker, PREFERENCES } from '#delivery/digest/links.ts';
import { listName } from '#delivery/digest/wishes.ts';
import { notFound } from '#floor/failure.ts';
import { dayIn } from '#floor/schedule.ts';
import { newPapers, sourcesOf } from '#jobs/digests/plan.ts';
import { mailSettings, type Offprint } from '../../server/offprint.ts';
import { io } from '../command.ts';
import { type Showing, showPreview } from './preview.ts';

export interface Previewing extends Pick<Showing, 'to' | 'isText'> {
  render: RenderDigest;
}

/**
 * `offprint digest --preview ada@example.org`: what a subscriber gets next of each list, with what they have had left out.
 * Sends nothing and keeps nothing.
 * @throws Failure `Invalid` for what is no mail address, `NotFound` where it has subscribed to nothing.
 */
export async function previewFor(
  offprint: Offprint,
  given: string,
  { render, to, isText }: Previewing,
): Promise<number> {
  const { db, index } = offprint;
  const { origin } = mailSettings(offprint.settings);
  const address = readAddress(given);
  const subscribers = await db
    .selectFrom('subscribers')
    .selectAll()
    .where('address', '=', address)
    .where('state', '!=', 'ended')
    .orderBy('id')
    .execute();
  if (subscribers.length === 0) throw notFound(`${address} gets no list.`, 'Run: offprint digest --dry-run');
  const now = new Date();
  const sourceOf = sourcesOf({ db, index, origin });
  const linkFor = await linkMaker(db, origin);
  for (const one of subscribers) {
    const source = await sourceOf(one);
    const papers = await newPapers(db, one.id, source);
    if (papers.length === 0) {
      io.out(`${listName(one.list)}: nothing new for ${address}.`);
      continue;
    }
    const unsigned = digestOf(source, papers, { origin, day: dayIn(one.zone, now), most: one.most });
    const links = { preferencesUrl: linkFor(PREFERENCES, one.id), unsubscribeUrl: linkFor(END, one.id) };
    const mail = render({ ...unsigned, ...links });
    const folder = subscribers.length > 1 ? join(to, String(one.id)) : to;
    await showPreview(mail, { to: folder, isText, papers: unsigned.entries.length, now });
  }
  return 0;
}
