import { createHash } from 'node:crypto';
import { invalid } from '#floor/failure.ts';
import { distinctLinks, linksIn } from '../links.ts';
import { BOUNDS, proseIn, said, titleIn, Unreadable } from '../record.ts';
import type { Organization, Reading, Sighting } from '../sighting.ts';
import { oneLine } from '../text.ts';
import { dayOf } from '../time.ts';
import { type Block, cutPage } from './blocks.ts';
import { dayWithoutYear, type PrintedDate, paperDay } from './date.ts';

export interface PageOptions {
  /** The page's year, where the one that its dates suggest is wrong. */
  year?: number;
  now: Date;
  /** Numbers of lines that are no text, from 1: the papers that they stand in are rejected. */
  damaged?: ReadonlySet<number>;
}

/**
 * The papers on a saved Daily Papers page (saved as text), in the page's order; a paper that cannot be read is a
 * rejection with its line and keeps its place. Empty when the text is no such page.
 *
 * The page names no ids, so a paper's key is the page's day with a hash of the title. A page without a date of its
 * own gives no placements, and counts as seen at the import.
 * @throws Failure `Invalid` when `year` has no such day (29 February).
 */
export function readPage(text: string, options: PageOptions): Reading[] {
  const { blocks, date, leftover } = cutPage(text, options.damaged ?? new Set());
  if (blocks.length === 0) return [];
  const printed = blocks.flatMap((block) => block.date?.year ?? []);
  const pageDay = date && pageDayOf(date, printed, options);
  const reference = pageDay ?? latestDay(blocks, printed, options);
  const keys = new Set<string>();
  const readings = blocks.map((block, index): Reading => {
    try {
      return {
        line: block.line,
        sighting: sightingOf(block, index + 1, { pageDay, reference, keys, now: options.now }),
      };
    } catch (thrown) {
      if (thrown instanceof Unreadable) return { line: block.line, rejected: thrown.message };
      throw thrown;
    }
  });
  if (leftover !== undefined) {
    readings.push({ line: leftover, rejected: 'A paper starts here, but the page ends before its authors and date.' });
  }
  return readings;
}

function pageDayOf(date: PrintedDate, printed: number[], { year, now }: PageOptions): string | undefined {
  const given = year ?? date.year;
  if (given === undefined) return dayWithoutYear(date, printed, now);
  const day = dayOf(given, date.month, date.day);
  if (!day && year !== undefined) {
    throw invalid(`The page is of ${date.month} ${date.day}, a day that the year ${year} does not have.`);
  }
  return day;
}

/** For a page without date: the latest day that a date without year can mean, so that the rest lie before it. */
function latestDay(blocks: Block[], printed: number[], { year, now }: PageOptions): string {
  if (year !== undefined) return `${String(year).padStart(4, '0')}-12-31`;
  const days = blocks.flatMap(({ date }) => (date && !date.year ? (dayWithoutYear(date, printed, now) ?? []) : []));
  return days.sort().at(-1) ?? now.toISOString().slice(0, 10);
}

interface Page {
  pageDay: string | undefined;
  reference: string;
  keys: Set<string>;
  now: Date;
}

function sightingOf(block: Block, place: number, { pageDay, reference, keys, now }: Page): Sighting {
  if (block.damaged !== undefined) throw new Unreadable(`Line ${block.damaged} is not valid UTF-8.`);
  const title = titleIn({ title: block.title });
  const abstract = proseIn({ abstract: block.body.join('\n') }, 'abstract');
  return said<Sighting>({
    source: 'daily-papers-page',
    sourceKey: keyOf(title, pageDay, keys),
    seenAt: pageDay ? `${pageDay}T00:00:00.000Z` : now.toISOString(),
    url: pageDay && `https://huggingface.co/papers/date/${pageDay}`,
    title,
    abstract,
    authorCount: block.authorCount,
    organization: block.organization === undefined ? undefined : organizationOf(block.organization),
    publishedAt: block.date && paperDay(block.date, reference),
    links: distinctLinks(linksIn(abstract ?? '')),
    comments: block.comments,
    placements: pageDay ? [{ section: 'front', day: pageDay, place }] : undefined,
  });
}

/** Two papers of one title on one page are two papers: the second one's key says so. */
function keyOf(title: string, day: string | undefined, taken: Set<string>): string {
  const hash = createHash('sha256').update(title.toLowerCase()).digest('hex').slice(0, 16);
  const first = day ? `${day} ${hash}` : hash;
  let key = first;
  for (let count = 2; taken.has(key); count++) key = `${first} ${count}`;
  taken.add(key);
  return key;
}

function organizationOf(text: string): Organization {
  const [, name = '', fullname = ''] = /^(\S+)\s*(.*)$/.exec(oneLine(text).slice(0, BOUNDS.name)) ?? [];
  return fullname ? { name, fullname } : { name };
}
