/** A repository on GitHub. */
export interface Repository {
  owner: string;
  name: string;
}

/** The first parts of addresses on GitHub that are no accounts, as far as papers link to them. */
const NO_OWNERS = new Set(['orgs', 'topics', 'collections', 'sponsors', 'features', 'search', 'marketplace', 'apps']);
const ADDRESS = /^https?:\/\/(?:www\.)?github\.com\/([a-z\d](?:[a-z\d-]{0,38}))\/([\w.-]{1,100})(?:[/?#]|$)/i;

/** The repository that an address leads into; undefined where it leads into none. */
export function repositoryIn(address: string): Repository | undefined {
  const match = ADDRESS.exec(address);
  if (!match || NO_OWNERS.has(match[1]!.toLowerCase())) return undefined;
  const name = match[2]!.replace(/\.git$/i, '');
  return name === '' || name === '.' || name === '..' ? undefined : { owner: match[1]!, name };
}
