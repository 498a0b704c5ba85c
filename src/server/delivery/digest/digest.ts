/** One paper of a digest, in words that are ready to be written: plain text, no markup. */
export interface DigestEntry {
  title: string;
  /** Our page of it, absolute. */
  url: string;
  /** `Ada Example, Bo Case +3`. */
  authors: string;
  /** Why it is there: `12 votes`, `in cs.CL`. Empty where nothing is to be said. */
  because: string;
  /** The first lines of its abstract. */
  abstract: string;
  /** `arXiv`, `Code`: absolute addresses. */
  links: { words: string; url: string }[];
}

/** What one edition of a list says to one subscriber. */
export interface Digest {
  /** The site's public address, without a trailing slash. */
  origin: string;
  /** What is subscribed to: `Front page`, `Trending`, `cs.CL`. */
  list: string;
  /** `Tuesday, 24 November 2026`. */
  date: string;
  /** The page of the list, absolute. */
  webUrl: string;
  /** The page that shows this edition as it is here, absolute; absent in a preview, which is kept nowhere. */
  editionUrl?: string;
  /** In order, at most as many as the subscriber wants. */
  entries: DigestEntry[];
  /** How many more the list has. */
  more: number;
  /** Where the subscriber changes what comes, and ends it. Both carry a signature. */
  preferencesUrl: string;
  unsubscribeUrl: string;
}

/** A mail's content. */
export interface MailContent {
  subject: string;
  text: string;
  /** Below 90 kB, so that Gmail does not clip it. */
  html: string;
}

/** Writes a digest as a mail. */
export type RenderDigest = (digest: Digest) => MailContent;
