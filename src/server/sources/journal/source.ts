import { oneAddress } from '../one-address.ts';
import type { Source } from '../source.ts';
import { MOST_ADDRESS, webAddress } from '../web-address.ts';
import { readFeed } from './feed.ts';

const SIX_HOURS_MS = 6 * 3_600_000;
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
