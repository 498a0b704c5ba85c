import type { Offprint } from './server/offprint.ts';

declare global {
  namespace App {
    interface Platform {
      /** The request as Node has it, with the cache of the server that took it. */
      req?: import('./serve/server.ts').Asking;
    }
    interface Locals {
      offprint: Offprint;
    }
    interface Error {
      message: string;
      /** What the reader can do next, in one sentence. */
      next?: string;
      /** The id that no paper has. */
      lookedFor?: string;
      /** The same, where it is an arXiv id. */
      arxivId?: string;
    }
    /** What the frame around every page may find in a page's data. */
    interface PageData {
      edition?: Omit<import('./server/delivery/page/edition.ts').EditionView, 'cards'>;
      ways?: import('./server/delivery/page/edition.ts').Ways;
      /** What was searched for. */
      query?: string;
      /** Feeds of what the page shows, the one to follow first. */
      feeds?: import('./server/delivery/feed/form.ts').FeedLink[];
      /** Which way through the page belongs to. */
      current?: string;
    }
  }
}
