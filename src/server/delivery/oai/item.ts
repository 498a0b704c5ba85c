import { ARXIV_ID, arxivIdOf } from '#sources/arxiv/identifier.ts';

/** Below it stand the items that arXiv does not name: the host of this site. */
export interface Naming {
  host: string;
}

const ARXIV = 'oai:arXiv.org:';

/**
 * The OAI identifier of a paper: arXiv's own where it has an arXiv id, so that harvests of both meet; else one below this
 * site's host. Characters that no URI holds are escaped.
 */
export function identifierOf(id: string, { host }: Naming): string {
  return ARXIV_ID.test(id) ? `${ARXIV}${id}` : `oai:${host}:${encodeURIComponent(id).replaceAll('%2F', '/')}`;
}

/** The id that an identifier names; undefined for one that is none of this server's. */
export function idOf(identifier: string, { host }: Naming): string | undefined {
  if (identifier.startsWith(ARXIV)) return arxivIdOf(identifier);
  const own = `oai:${host}:`;
  if (!identifier.startsWith(own)) return undefined;
  try {
    return decodeURIComponent(identifier.slice(own.length));
  } catch {
    return undefined;
  }
}
