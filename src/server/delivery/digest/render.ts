import { boundedDigest, ROOMS } from './bounded.ts';
import type { RenderDigest } from './digest.ts';
import { htmlOf } from './html.ts';
import { subjectOf } from './subject.ts';
import { textOf } from './text.ts';

/** Bytes of HTML. Gmail hides what comes after some 102 kB of a mail, the way to unsubscribe with it. */
const LARGEST_HTML = 90_000;

/**
 * Writes a digest as a mail: its HTML and its plain text say the same. Total, whatever the papers say: abstracts are
 * shortened first, then everything else, until the HTML is below 90,000 bytes.
 */
export const renderDigest: RenderDigest = (digest) => {
  let bounded = digest;
  let html = '';
  for (const room of ROOMS) {
    bounded = boundedDigest(digest, room);
    html = htmlOf(bounded);
    if (Buffer.byteLength(html) < LARGEST_HTML) break;
  }
  return { subject: subjectOf(bounded), text: textOf(bounded), html };
};
