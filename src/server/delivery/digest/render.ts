import { boundedDigest, ROOMS } from './bounded.ts';
import type { MailContent, RenderDigest } from './digest.ts';
import { htmlOf } from './html.ts';
import { subjectOf } from './subject.ts';
import { textOf } from './text.ts';

/**
 * Bytes of HTML. Gmail shows the first 102 kB of a mail and hides the rest, the way to unsubscribe with it; what the
 * mail's transport adds is not counted by it.
 */
const LARGEST_HTML = 90_000;

/**
 * Writes a digest as a mail: its HTML and its plain text say the same. Total, whatever the papers say: abstracts are
 * shortened first, then everything else, until the HTML is below 90,000 bytes.
 */
export const renderDigest: RenderDigest = (digest): MailContent => {
  for (const room of ROOMS) {
    const bounded = boundedDigest(digest, room);
    const html = htmlOf(bounded);
    const isLast = room === ROOMS.at(-1);
    if (isLast || Buffer.byteLength(html) < LARGEST_HTML) {
      return { subject: subjectOf(bounded), text: textOf(bounded), html };
    }
  }
  throw new Error('There is no room for a digest.');
};
