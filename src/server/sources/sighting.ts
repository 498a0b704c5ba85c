/** The normal form at the border: whatever a source's own shape, this is what comes out of its folder. */

export interface Author {
  name: string;
  affiliation?: string;
}

export interface Organization {
  /** Handle, as in an address. */
  name: string;
  fullname?: string;
}

export type LinkKind = 'code' | 'project' | 'pdf' | 'other';

export interface Link {
  kind: LinkKind;
  url: string;
}

/** A paper's place in a section on a day, as the source shows it; `place` counts from 1. */
export interface Placement {
  section: 'front';
  /** `YYYY-MM-DD`. */
  day: string;
  place: number;
}

/** One version of a preprint. */
export interface Version {
  /** `v1`, `v2`, … */
  name: string;
  /** RFC 3339. */
  at: string;
}

/**
 * One paper as one source showed it once.
 * Absent means that the source does not say; it never means zero or none.
 */
export interface Sighting {
  /** `daily-papers`, `daily-papers-page`, `arxiv`: the folder's name. */
  source: string;
  /** The source's own name for the record. One source never uses one key for two works. */
  sourceKey: string;
  /** RFC 3339, UTC: when the source showed this. */
  seenAt: string;
  /** Where a person can see it at the source. */
  url?: string;

  /** Without version, old style without subject class: `2503.11792`, `math/0309136`. */
  arxivId?: string;
  /** Lower case, without resolver: `10.1145/3292500`. */
  doi?: string;
  /** Spelled as `doi`: what a journal made of this preprint, where the preprint's server says so. */
  articleDoi?: string;
  title: string;
  abstract?: string;
  authors?: Author[];
  /** Where the source counts authors but does not name them. */
  authorCount?: number;
  organization?: Organization;

  /** RFC 3339 instant, or a day `YYYY-MM-DD` where the source knows no time: first publication. */
  publishedAt?: string;
  /** RFC 3339 instant or day: last change. */
  updatedAt?: string;
  /** `YYYY-MM-DD`: the day the source announced it. */
  listedOn?: string;

  /** Primary one first. */
  categories?: string[];
  comment?: string;
  journalRef?: string;
  licence?: string;
  submitter?: string;
  versions?: Version[];
  links?: Link[];
  keywords?: string[];
  /** One sentence that a model wrote, with the model's name where known. */
  summary?: { text: string; by?: string };

  upvotes?: number;
  comments?: number;
  githubStars?: number;
  citations?: number;
  /** `YYYY-MM-DD`: the work was taken back then, as far as the source shows. */
  withdrawnOn?: string;

  placements?: Placement[];
}

/** A record that could not become a sighting. */
export interface Rejection {
  /** Line in the file, counted from 1; or the record's number where the format has no lines. */
  line: number;
  reason: string;
}

/**
 * What reading a record yields. `line` says where it stood; `raw`, where it was asked for, is the record as it came,
 * in a form that can be read again (`file/kept.ts`).
 */
export type Reading =
  | { line: number; sighting: Sighting }
  | { line: number; rejected: string; key?: string; raw?: string };
