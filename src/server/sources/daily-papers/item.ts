import { idIn } from '../arxiv/snapshot.ts';
import { distinctLinks, linksIn, linkTo } from '../links.ts';
import * as from from '../record.ts';
import type { Author, Organization, Placement, Sighting } from '../sighting.ts';
import { readInstant } from '../time.ts';
import type { Places } from './place.ts';

const { BOUNDS, Unreadable } = from;

/**
 * An element of what the Daily Papers API answers: `{ paper: { id, title, summary, authors[], … }, numComments, … }`;
 * or a paper alone, as the API answers for one id. Fields moved between the two levels over the years, so each is
 * looked for in `paper` first and beside it second. Readers' data (submitters, pictures, accounts) is left out, and so
 * are authors whom the site hides.
 *
 * An answer does not say when it was given, so it counts as seen at the import.
 * @param asked the day that the API was asked for, where it was: that is the day of the page, whatever the item says.
 */
export function itemSighting(record: from.Foreign, now: Date, places: Places, asked?: string): Sighting {
  const inner = from.objectIn(record, 'paper');
  const paper = inner ?? record;
  const day = asked ?? dailyDayOf(paper, inner && record);
  // An item of a search stands where the question put it, a single paper stands alone: neither is a place on the page.
  const listed = inner !== undefined && !('highlightedTitle' in record);
  const placement: Placement | undefined = day && listed ? { section: 'front', day, place: places(day) } : undefined;
  const arxivId = idIn(paper, 'id');
  const either = <T>(read: (from: from.Foreign, key: string) => T | undefined, key: string): T | undefined =>
    read(paper, key) ?? (inner ? read(record, key) : undefined);

  const abstract = either(from.proseIn, 'summary');
  const summary = either(from.lineIn, 'ai_summary');
  const by = either(from.lineIn, 'ai_summary_model');
  const repository = either(from.rawText, 'githubRepo');
  const project = either(from.rawText, 'projectPage');
  return from.said<Sighting>({
    source: 'daily-papers',
    sourceKey: dailyKey(arxivId, day),
    seenAt: now.toISOString(),
    url: `https://huggingface.co/papers/${arxivId}`,
    arxivId,
    title: from.lineIn(paper, 'title', BOUNDS.title) ?? from.titleIn(record),
    abstract,
    ...from.authorsPart(authorsIn(paper)),
    organization: organizationOf(either(from.objectIn, 'organization')),
    publishedAt: from.timeIn(paper, 'publishedAt'),
    keywords: either((level, key) => from.wordsIn(level, key, BOUNDS.keywords, BOUNDS.keyword), 'ai_keywords'),
    summary: summary ? (by ? { text: summary, by } : { text: summary }) : undefined,
    upvotes: either(from.countIn, 'upvotes'),
    comments: either(from.countIn, 'numComments'),
    githubStars: either(from.countIn, 'githubStars'),
    links: distinctLinks([
      repository ? linkTo(repository, 'code') : undefined,
      project ? linkTo(project, 'project') : undefined,
      ...linksIn(abstract ?? ''),
    ]),
    placements: placement ? [placement] : undefined,
  });
}

/** The source's name for a paper on a day: a paper may return on another day. */
export const dailyKey = (arxivId: string, day: string | undefined) => (day ? `${arxivId} ${day}` : arxivId);

/**
 * The day on whose page the paper stood. Since 2025 `submittedOnDailyAt` says so. Before, the outer `publishedAt` was
 * the moment of submission, which lies after the paper's own `publishedAt`; later it became the paper's own shifted
 * four or five hours back, so the order of the two tells which it is (checked against the days of 25 papers of 2024
 * and 51 of 2025 and 2026).
 */
function dailyDayOf(paper: from.Foreign, outer: from.Foreign | undefined): string | undefined {
  const submitted = from.instantIn(paper, 'submittedOnDailyAt');
  if (submitted) return submitted.slice(0, 10);
  const shown = outer && readInstant(from.rawText(outer, 'publishedAt') ?? '');
  const published = readInstant(from.rawText(paper, 'publishedAt') ?? '');
  return shown && published && shown > published ? shown.slice(0, 10) : undefined;
}

function authorsIn(paper: from.Foreign): Author[] {
  const list = from.listIn(paper, 'authors') ?? [];
  return list.flatMap((author) => {
    if (typeof author === 'string') return from.authorOf(author) ?? [];
    if (!from.isForeign(author)) {
      throw new Unreadable(`The field “authors” must be a list of objects, but holds ${from.kindOf(author)}.`);
    }
    return author.hidden === true ? [] : (from.authorOf(from.rawText(author, 'name') ?? '') ?? []);
  });
}

function organizationOf(value: from.Foreign | undefined): Organization | undefined {
  const name = value && from.lineIn(value, 'name', BOUNDS.name);
  if (!name) return undefined;
  const fullname = from.lineIn(value, 'fullname', BOUNDS.name);
  return fullname ? { name, fullname } : { name };
}
