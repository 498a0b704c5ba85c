import { isArchive } from '../categories.ts';

/** Archives that arXiv's OAI-PMH keeps in a group of their own, named as they are; the others are of `physics`. */
const GROUPS = new Set(['cs', 'econ', 'eess', 'math', 'q-bio', 'q-fin', 'stat']);

/** What is chosen without what lies within it: of `cs` and `cs.CL` the first; each once, sorted. */
export function coveringCodes(codes: readonly string[]): string[] {
  const chosen = new Set(codes);
  return [...chosen].filter((code) => isArchive(code) || !chosen.has(code.split('.')[0]!)).sort();
}

/**
 * The OAI set of a category or archive: `cs.CL` → `cs:cs:CL`, `cs` → `cs`, `hep-th` → `physics:hep-th`,
 * `physics.optics` → `physics:physics:optics`. The set `physics` is all of physics, so the archive of that name is
 * `physics:physics`.
 */
export function oaiSetOf(code: string): string {
  const [archive, category] = code.split('.') as [string, string?];
  if (category === undefined && GROUPS.has(archive)) return archive;
  const within = category === undefined ? archive : `${archive}:${category}`;
  return `${GROUPS.has(archive) ? archive : 'physics'}:${within}`;
}
