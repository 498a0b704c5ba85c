import type { Paper } from '#catalogue/paper.ts';

/** A paper where it stands, with the reasons in words. */
export interface ListedPaper {
  paper: Paper;
  /** From 1 over the whole list; absent in lists that have no numbers. */
  rank?: number;
  /** What the rank counts in: `on 18 June 2026`. */
  within?: string;
  /** `YYYY-MM-DD` it came into this list, where that is known. */
  day?: string;
  because: string[];
}

/** The papers at one address, in order: an edition, what a search found, papers like others. */
export interface PaperList {
  /** `Thursday, 18 June 2026`, `“diffusion”`: the page's own heading. */
  heading: string;
  /** Sentences: how large it is, what kind of list, what of a question was left out. */
  about: string[];
  papers: ListedPaper[];
  /** Papers that can be turned to, of which `papers` are a part. */
  reachable: number;
  /** Addresses of the lists before and after it in time. */
  earlier?: string;
  later?: string;
}

/** Where a list is read from, and which part of it. */
export interface Part {
  offset: number;
  limit: number;
}
