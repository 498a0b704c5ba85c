import { BOUNDS } from './record.ts';
import type { Link, LinkKind } from './sighting.ts';

const CODE_HOSTS = new Set([
  'github.com',
  'gist.github.com',
  'gitlab.com',
  'bitbucket.org',
  'codeberg.org',
  'gitee.com',
  'git.sr.ht',
  'anonymous.4open.science',
]);
/** Records, films, files: places to look something up, none of them a paper's own page. */
const OTHER_HOSTS =
  /^(?:(?:.+\.)?arxiv\.org|(?:dx\.)?doi\.org|openreview\.net|(?:.+\.)?youtube\.com|youtu\.be|zenodo\.org|drive\.google\.com|web\.archive\.org)$/;
/** On the Hub a model is code that runs; these are not models. */
const HUB_SHELVES = new Set(['datasets', 'collections', 'papers', 'blog', 'docs', 'learn', 'buckets']);

const hostOf = (url: URL) => url.hostname.replace(/^www\./, '');
const isForge = (host: string) => CODE_HOSTS.has(host) || /^gitlab\./.test(host);

function kindOf(url: URL): LinkKind {
  const host = hostOf(url);
  if (isForge(host)) return 'code';
  if (/\.pdf$/i.test(url.pathname) || (host === 'arxiv.org' && url.pathname.startsWith('/pdf/'))) return 'pdf';
  if (host === 'huggingface.co' || host === 'hf.co') {
    const [shelf = '', name] = url.pathname.split('/').filter(Boolean);
    if (HUB_SHELVES.has(shelf)) return 'other';
    return shelf !== 'spaces' && name !== undefined ? 'code' : 'project';
  }
  return OTHER_HOSTS.test(host) ? 'other' : 'project';
}

/**
 * The link for an address as written, or undefined for what is no address on the web (only http and https, a host
 * with a dot, no password, at most 2,000 characters). `.git` at the end of a repository is dropped.
 */
export function linkTo(address: string, kind?: LinkKind): Link | undefined {
  const written = address.trim();
  if (written.length > BOUNDS.address || !/^https?:\/\/[^\s"<>\\^`{|}]+$/i.test(written)) return undefined;
  const url = URL.parse(written);
  if (!url?.hostname.includes('.') || url.username !== '' || url.password !== '') return undefined;
  return { kind: kind ?? kindOf(url), url: isForge(hostOf(url)) ? written.replace(/\.git\/?$/, '') : written };
}

/** The same page by another spelling: scheme, `www.`, a last slash and, on a forge, capitals make no difference. */
export function sameness(link: Link): string {
  const bare = link.url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
  return isForge(bare.split('/')[0]!.toLowerCase()) ? bare.toLowerCase() : bare;
}

/** The first of each, in order; undefined when there is none. */
export function distinctLinks(links: Iterable<Link | undefined>): Link[] | undefined {
  const seen = new Map<string, Link>();
  for (const link of links) {
    if (!link || seen.size >= BOUNDS.links) continue;
    const key = sameness(link);
    if (!seen.has(key)) seen.set(key, link);
  }
  return seen.size > 0 ? [...seen.values()] : undefined;
}

/** Characters of an address (RFC 3986) without brackets, and the ones that TeX escapes. */
const ADDRESS = /https?:\/\/(?:[\w\-.~:/?#@!$&'()*+,;=%]|\\[_%&#~])+/gi;

/**
 * The addresses in a prose text. What ends a sentence or closes a bracket is not part of them; two that are glued
 * together are two, unless the first one carries the second on purpose (`?url=https://…`, the Wayback Machine).
 */
export function linksIn(text: string): Link[] {
  if (!text.includes('://')) return [];
  const links: Link[] = [];
  for (const [run] of text.matchAll(ADDRESS)) {
    for (const piece of unglued(run.replace(/\\([_%&#~])/g, '$1'))) {
      const link = linkTo(withoutTail(piece));
      if (link && links.length < BOUNDS.links) links.push(link);
    }
  }
  return links;
}

function unglued(run: string): string[] {
  if (/^https?:\/\/web\.archive\.org\//i.test(run)) return [run];
  return run.split(/(?<!=)(?=https?:\/\/)/i);
}

function withoutTail(address: string): string {
  let unopened = address.split(')').length - address.split('(').length;
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1]!;
    if (last === ')' && unopened > 0) unopened--;
    else if (!".,;:!?'*$&".includes(last)) break;
  }
  return address.slice(0, end);
}
