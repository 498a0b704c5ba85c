/** What a paper is about, as its source classes it. */
export interface Category {
  term: string;
  /** `Computation and Language`. */
  label?: string;
}

/** A paper as an entry, ready to be written in any of the kinds of feed. All addresses are whole. */
export interface Entry {
  /** Never changes while the paper is in the catalogue. */
  id: string;
  url: string;
  /** Plain text. */
  title: string;
  /** Names; empty where none is known. */
  authors: string[];
  categories: Category[];
  /** RFC 3339 instants. */
  published?: string;
  updated: string;
  /** Who, what, why it is here, and where to go on: safe HTML without formulas' markup. */
  html: string;
  /** The first sentences of the abstract, plain. */
  teaser?: string;
  /** arXiv, DOI, code, project: the first is where the paper itself is. */
  related: { url: string; title: string }[];
}

/** A list of papers as a feed. */
export interface Feed {
  id: string;
  title: string;
  /** One paragraph, plain text. */
  about: string;
  /** The page that shows the same. */
  home: string;
  /** The feed's own address. */
  self: string;
  /** RFC 3339 instant: the newest change of an entry, or the last time one came in. */
  updated: string;
  entries: Entry[];
}
