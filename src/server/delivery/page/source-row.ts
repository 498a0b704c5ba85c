import type { SightingRecord } from '#catalogue/find.ts';
import { safeUrl } from '../text/links-in.ts';
import { periodPath } from './address.ts';
import { sourceLicence, sourceName } from './source-name.ts';
import { counted, longDay } from './words.ts';

/** One row of the table that says which source said what, and when. */
export interface SourceRow {
  source: string;
  /** The terms of what it says, see `sourceLicence`. */
  licence?: string;
  /** The source's own name for the paper. */
  key: string;
  url?: string;
  /** RFC 3339 of the first and the last time that it said exactly this. */
  firstSeen: string;
  lastSeen: string;
  /** What it said, each a short phrase. */
  said: { words: string; path?: string }[];
}

export function sourceRow({ source, sourceKey, firstSeenAt, lastSeenAt, sighting }: SightingRecord): SourceRow {
  const said: SourceRow['said'] = [];
  const say = (words: string | undefined | false) => words && said.push({ words });
  const { publishedAt, listedOn, withdrawnOn, authors, authorCount, versions, placements } = sighting;
  const { upvotes, comments, githubStars, citations } = sighting;
  say(publishedAt && `published ${longDay(publishedAt.slice(0, 10))}`);
  say(listedOn && `listed ${longDay(listedOn)}`);
  say(withdrawnOn && `withdrawn ${longDay(withdrawnOn)}`);
  const people = authors?.length ?? authorCount;
  say(people !== undefined && people > 0 && counted(people, 'author'));
  say(versions && versions.length > 1 && counted(versions.length, 'version'));
  say(upvotes !== undefined && counted(upvotes, 'vote'));
  say(comments !== undefined && counted(comments, 'comment'));
  say(githubStars !== undefined && counted(githubStars, 'GitHub star'));
  say(citations !== undefined && counted(citations, 'citation'));
  for (const { day, place } of placements ?? []) {
    said.push({ words: `number ${place} on ${longDay(day)}`, path: periodPath({ kind: 'day', name: day }) });
  }
  const licence = sourceLicence(source);
  const url = sighting.url && safeUrl(sighting.url);
  return {
    source: sourceName(source),
    key: sourceKey,
    firstSeen: firstSeenAt,
    lastSeen: lastSeenAt,
    said,
    ...(url && { url }),
    ...(licence && { licence }),
  };
}
