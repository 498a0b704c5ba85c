import { isDay } from '#floor/day.ts';
import { namesIn } from '../arxiv/listing.ts';
import { idIn } from '../arxiv/snapshot.ts';
import { distinctLinks, linksIn, linkTo } from '../links.ts';
import * as from from '../record.ts';
import type { Sighting } from '../sighting.ts';
import { quoted } from '../text.ts';
import { dailyKey } from './item.ts';
import type { Places } from './place.ts';

const { BOUNDS, Unreadable } = from;

/**
 * A row of a collection of Daily Papers: `arxivId, title, abstract, authors[], dailyDate, publishedAt, observedAt,
 * upvotes, numComments`, and where known `githubRepo, githubStars, projectPage, organization, keywords[]`.
 * Rows of one day stand in the order of its page.
 */
export function rowSighting(record: from.Foreign, now: Date, places: Places): Sighting {
  const day = from.rawText(record, 'dailyDate');
  if (day === undefined) throw new Unreadable('The field “dailyDate” is missing.');
  if (!isDay(day)) throw new Unreadable(`The field “dailyDate” is ${quoted(day)}, which is no day as YYYY-MM-DD.`);
  const place = places(day);
  const arxivId = idIn(record, 'arxivId');
  const abstract = from.proseIn(record, 'abstract');
  const repository = from.rawText(record, 'githubRepo');
  const project = from.rawText(record, 'projectPage');
  // A name for people, not a handle, is all that such a row has.
  const organization = from.lineIn(record, 'organization', BOUNDS.name);
  return from.said<Sighting>({
    source: 'daily-papers',
    sourceKey: dailyKey(arxivId, day),
    seenAt: from.instantIn(record, 'observedAt') ?? now.toISOString(),
    url: `https://huggingface.co/papers/${arxivId}`,
    arxivId,
    title: from.titleIn(record),
    abstract,
    ...from.authorsPart(namesIn(record)),
    organization: organization ? { name: organization } : undefined,
    publishedAt: from.timeIn(record, 'publishedAt'),
    keywords: from.wordsIn(record, 'keywords', BOUNDS.keywords, BOUNDS.keyword),
    upvotes: from.countIn(record, 'upvotes'),
    comments: from.countIn(record, 'numComments'),
    githubStars: from.countIn(record, 'githubStars'),
    links: distinctLinks([
      repository ? linkTo(repository, 'code') : undefined,
      project ? linkTo(project, 'project') : undefined,
      ...linksIn(abstract ?? ''),
    ]),
    placements: [{ section: 'front', day, place }],
  });
}
