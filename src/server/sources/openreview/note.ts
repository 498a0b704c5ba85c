import { distinctLinks, linksIn, linkTo } from '../links.ts';
import * as from from '../record.ts';
import type { Author, Link, Sighting } from '../sighting.ts';
import { quoted } from '../text.ts';

const { BOUNDS, Unreadable } = from;

/**
 * A note that is a submission: `id, forum, cdate, odate, pdate, mdate` in milliseconds, and in `content` `title, abstract,
 * authors, keywords, TLDR, pdf, venue, venueid`, each `{ value }` in version 2 of the API and bare in version 1.
 *
 * `TLDR` is the authors' own sentence, so it is their note and no summary: those are written by models. A venue that has
 * taken the paper is where it was published; what it says until then (“Submitted to …”) is a note as well.
 */
export function noteSighting(note: from.Foreign, now: Date): Sighting {
  const content = bare(from.objectIn(note, 'content') ?? {});
  const forum = from.lineIn(note, 'forum', 100) ?? from.lineIn(note, 'id', 100);
  if (!forum || !/^[\w-]+$/.test(forum)) throw new Unreadable(`The field “forum” is ${quoted(forum ?? '')}, no name.`);
  const abstract = from.proseIn(content, 'abstract');
  const venueId = from.lineIn(content, 'venueid', BOUNDS.name) ?? '';
  const venue = from.lineIn(content, 'venue', BOUNDS.name);
  const isTaken = venue !== undefined && !/submi|withdrawn|reject|under review/i.test(`${venue} ${venueId}`);
  const tldr = from.lineIn(content, 'TLDR') ?? from.lineIn(content, 'TL;DR');
  const notes = [isTaken ? undefined : venue, tldr && `TL;DR: ${tldr}`].filter((one) => one !== undefined);
  const changed = momentIn(note, 'mdate') ?? momentIn(note, 'tmdate');
  const published = momentIn(note, 'odate') ?? momentIn(note, 'pdate') ?? momentIn(note, 'cdate');
  const isWithdrawn = /\/(?:[\w-]*_)?Withdrawn(?:_[\w-]*)?$/i.test(venueId);
  return from.said<Sighting>({
    source: 'openreview',
    sourceKey: forum,
    seenAt: now.toISOString(),
    url: `https://openreview.net/forum?id=${forum}`,
    title: from.titleIn(content),
    abstract,
    ...from.authorsPart(authorsIn(content)),
    publishedAt: published,
    updatedAt: changed,
    comment: notes.length > 0 ? notes.join('. ').slice(0, BOUNDS.note) : undefined,
    journalRef: isTaken ? venue : undefined,
    licence: from.lineIn(note, 'license', BOUNDS.name),
    keywords: keywordsIn(content),
    links: distinctLinks([pdfIn(content), ...linksIn(abstract ?? '')]),
    withdrawnOn: isWithdrawn ? (changed ?? published)?.slice(0, 10) : undefined,
  });
}

/** The values of a content, without what version 2 wraps them in. */
function bare(content: from.Foreign): from.Foreign {
  const values: from.Foreign = {};
  for (const [key, value] of Object.entries(content).slice(0, 200)) {
    if (key !== '__proto__') values[key] = from.isForeign(value) && 'value' in value ? value.value : value;
  }
  return values;
}

/** Milliseconds since 1970 as RFC 3339; left out where they are none of our time. */
function momentIn(note: from.Foreign, key: string): string | undefined {
  const at = note[key];
  if (at === null || at === undefined) return undefined;
  if (typeof at !== 'number')
    throw new Unreadable(`The field ${quoted(key)} must be a number, not ${from.kindOf(at)}.`);
  return at > 0 && at < 8e12 ? new Date(Math.floor(at)).toISOString() : undefined;
}

/** Names; since 2025 also `{ fullname, username }`. A list of the anonymous says nothing. */
function authorsIn(content: from.Foreign): Author[] {
  return (from.listIn(content, 'authors') ?? []).flatMap((author) => {
    const name = from.isForeign(author)
      ? (from.rawText(author, 'fullname') ?? from.rawText(author, 'name') ?? '')
      : author;
    if (typeof name !== 'string')
      throw new Unreadable(`The field “authors” must be a list of names, but holds ${from.kindOf(author)}.`);
    return /^anonymous\b/i.test(name.trim()) ? [] : (from.authorOf(name) ?? []);
  });
}

/** A list; in older venues one text, parted by commas or semicolons. */
function keywordsIn(content: from.Foreign): string[] | undefined {
  const { keywords } = content;
  const list = typeof keywords === 'string' ? keywords.split(/[;,]/) : keywords;
  return from.wordsIn({ keywords: list }, 'keywords', BOUNDS.keywords, BOUNDS.keyword);
}

/** `/pdf/…` on the site itself, or an address elsewhere. */
function pdfIn(content: from.Foreign): Link | undefined {
  const pdf = from.rawText(content, 'pdf')?.trim();
  return pdf ? linkTo(/^\/(?!\/)/.test(pdf) ? `https://openreview.net${pdf}` : pdf, 'pdf') : undefined;
}
