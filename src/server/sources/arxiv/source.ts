import type { Chosen, Source } from '../source.ts';
import { announcedStream } from './announced/stream.ts';
import { categoriesLike, categoryCode } from './categories.ts';
import { arxivLookups } from './lookup/lookups.ts';
import { coveringCodes, oaiSetOf } from './oai/sets.ts';
import { oaiStream } from './oai/stream.ts';

/**
 * arXiv: what it announces each morning, and every change of a record each night, of some categories.
 * Its terms (https://info.arxiv.org/help/api/tou.html): at most one request in three seconds, on one connection, by
 * all machines of an installation together; descriptive metadata is free, papers themselves are not to be passed on.
 */
export const arxiv: Source = {
  name: 'arxiv',
  title: 'arXiv',
  home: 'https://arxiv.org',
  licence: 'CC0 1.0',
  help: 'New papers each morning and changed records each night, in the categories that are chosen.',
  courtesy: { gate: 'arxiv', everyMs: 3_000 },
  addresses: {
    rss: 'https://rss.arxiv.org',
    oai: 'https://oaipmh.arxiv.org/oai',
    api: 'https://export.arxiv.org/api/query',
  },
  choice: {
    help: 'Categories and archives of arXiv, parted by spaces.',
    example: 'cs.CL cs.LG',
    parse(word) {
      const value = categoryCode(word);
      return value === undefined ? { allowed: allowedFor(word) } : { value };
    },
  },
  streams(chosen: Chosen) {
    const codes = coveringCodes(chosen.values);
    if (codes.length === 0) return [];
    const { rss, oai } = chosen.addresses as { rss: string; oai: string };
    const sets = codes.map(oaiSetOf);
    return [
      announcedStream(rss, codes),
      ...sets.map((set) => oaiStream(oai, set, 'arXiv')),
      ...sets.map((set) => oaiStream(oai, set, 'arXivRaw')),
    ];
  },
  lookups: (work, { addresses }) => ('arxivId' in work ? arxivLookups(addresses, work.arxivId) : []),
};

/** What may stand in a word's place, with the codes that look like it. */
function allowedFor(word: string): string {
  const allowed = 'a category or an archive of arXiv, such as cs.CL, math or hep-th';
  const near = categoriesLike(word, 5).map(({ code }) => code);
  return near.length > 0 ? `${allowed}; near to it are ${near.join(', ')}` : allowed;
}
