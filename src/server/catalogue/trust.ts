/**
 * How far a source is believed on what authors wrote. arXiv has it from the authors themselves, and so have the other
 * preprint servers and the ACL Anthology; OpenReview hides names while it reviews, and Crossref has what a publisher
 * deposited. The Daily Papers API copies arXiv, a saved page copies the API and has no names. Sources that nobody
 * placed here (files, journals' feeds) stand between those who know and those who copy.
 */
const TRUST: Record<string, number> = {
  arxiv: 6,
  'acl-anthology': 5,
  biorxiv: 5,
  medrxiv: 5,
  openreview: 4,
  crossref: 4,
  'daily-papers': 2,
  'daily-papers-page': 1,
};
const DEFAULT_TRUST = 3;

/** They count what becomes of a paper that is here already, and repeat our own title: they know nothing else of it. */
const ENRICHING = new Set(['github', 'semantic-scholar', 'openalex']);

export const trustIn = (source: string): number => (ENRICHING.has(source) ? 0 : (TRUST[source] ?? DEFAULT_TRUST));

/** Whether a source only counts, and must not say which papers there are or what they are called. */
export const enriches = (source: string): boolean => ENRICHING.has(source);
