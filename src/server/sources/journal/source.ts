import { oneAddress } from '../one-address.ts';
import type { Source } from '../source.ts';
import { readFeed } from './feed.ts';

const SIX_HOURS_MS = 6 * 3_600_000;
/** Longer ones make keys that the database's index does not take. */
const MOST_ADDRESS = 500;

/** A feed's address as it is kept, with the capitals of its host and its fragment gone; undefined for what is none. */
export function webAddress(word: string): string | undefined {
  if (!/^https?:\/\//i.test(word) || word.length > MOST_ADDRESS) return undefined;
  const url = URL.parse(word);
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  url.hash = '';
  return url.href.length <= MOST_ADDRESS ? url.href : undefined;
}

/** The new papers of any journal that has a feed. Where the same work comes from elsewhere too, its DOI joins them. */
export const journal: Source = {
  name: 'journal',
  title: 'Journals',
  home: 'https://www.rssboard.org/rss-specification',
  licence: 'each feed’s own, kept with each paper where the feed names it',
  help: 'New papers of any journal with a feed, RSS or Atom: titles, authors, DOIs, and abstracts where it gives them.',
  courtesy: { gate: 'journal', everyMs: 2_000 },
  addresses: {},
  choice: {
    help: 'Addresses of journals’ feeds.',
    example: 'https://www.nature.com/nature.rss https://jmlr.org/jmlr.xml',
    parse(word) {
      const value = webAddress(word);
      return value
        ? { value }
        : { allowed: `the address of a feed, http or https, without a password, up to ${MOST_ADDRESS} characters` };
    },
  },
  streams: ({ values }) =>
    [...new Set(values)].map((address) =>
      oneAddress({
        name: address,
        schedule: { everyMs: SIX_HOURS_MS },
        ask: {
          url: address,
          headers: { accept: 'application/rss+xml, application/atom+xml, application/xml, text/xml' },
        },
        read: (body, { now }) => readFeed(body, address, now),
      }),
    ),
};
