import { doiOf } from '../doi.ts';
import { distinctLinks, linksIn } from '../links.ts';
import * as from from '../record.ts';
import type { Author, Sighting, Version } from '../sighting.ts';
import { quoted } from '../text.ts';
import { readInstant } from '../time.ts';
import { authorsFromText } from './author-text.ts';
import { arxivIdOf } from './identifier.ts';

const { BOUNDS, Unreadable } = from;

/**
 * A record of arXiv's public metadata snapshot (one JSON object a line): `id, submitter, authors, authors_parsed,
 * title, comments, journal-ref, doi, license, categories, abstract, versions[], update_date`.
 * The snapshot does not say when it was taken, so it counts as seen at the import.
 */
export function snapshotSighting(record: from.Foreign, now: Date): Sighting {
  const arxivId = idIn(record, 'id');
  const versions = versionsIn(record);
  const abstract = abstractIn(record);
  const comment = from.lineIn(record, 'comments');
  return from.said<Sighting>({
    source: 'arxiv',
    sourceKey: arxivId,
    seenAt: now.toISOString(),
    url: `https://arxiv.org/abs/${arxivId}`,
    arxivId,
    doi: doiIn(record),
    title: from.titleIn(record),
    abstract,
    ...from.authorsPart(authorsIn(record)),
    publishedAt: versions[0]?.at,
    updatedAt: versions.at(-1)?.at ?? from.timeIn(record, 'update_date'),
    categories: categoriesIn(record),
    comment,
    journalRef: from.lineIn(record, 'journal-ref'),
    licence: from.lineIn(record, 'license', BOUNDS.name),
    submitter: from.lineIn(record, 'submitter', BOUNDS.name),
    versions: versions.length > 0 ? versions : undefined,
    links: distinctLinks([...linksIn(abstract ?? ''), ...linksIn(comment ?? '')]),
  });
}

/** The record's arXiv id, which it must have. */
export function idIn(record: from.Foreign, key: string): string {
  const written = from.rawText(record, key);
  if (!written) throw new Unreadable(`The field ${quoted(key)} is missing or empty.`);
  const id = arxivIdOf(written);
  if (!id) throw new Unreadable(`The field ${quoted(key)} is ${quoted(written)}, which is no arXiv id.`);
  return id;
}

/** Some records hold several DOIs, parted by spaces; the first is the article's. */
export function doiIn(record: from.Foreign): string | undefined {
  const first = from
    .rawText(record, 'doi')
    ?.trim()
    .split(/[\s,;]+/, 1)[0];
  return first ? doiOf(first) : undefined;
}

/** Space-separated text, primary one first. */
export function categoriesIn(record: from.Foreign): string[] | undefined {
  const text = from.rawText(record, 'categories');
  return text === undefined
    ? undefined
    : from.wordsIn({ categories: text.split(/\s+/) }, 'categories', BOUNDS.categories, 100);
}

/** In arXiv's own text an indented line starts a paragraph (https://info.arxiv.org/help/prep.html#abstracts). */
export function abstractIn(record: from.Foreign): string | undefined {
  const raw = from.rawText(record, 'abstract');
  return from.proseIn({ abstract: raw?.replace(/\n[ \t]+(?=\S)/g, '\n\n') }, 'abstract');
}

/** `[[last, first, suffix, affiliation…]]`; without it the one text `authors`, parted at commas and “and”. */
function authorsIn(record: from.Foreign): Author[] {
  const parsed = from.listIn(record, 'authors_parsed');
  if (parsed) {
    return parsed.flatMap((parts) => {
      if (!Array.isArray(parts) || parts.some((part) => typeof part !== 'string')) {
        throw new Unreadable('The field “authors_parsed” must be a list of lists of texts.');
      }
      const [last = '', first = '', suffix = '', ...places] = parts as string[];
      return from.authorOf(`${first} ${last} ${suffix}`, places.filter(Boolean).join('; ')) ?? [];
    });
  }
  const text = from.rawText(record, 'authors');
  return text === undefined ? [] : authorsFromText(text);
}

function versionsIn(record: from.Foreign): Version[] {
  const list = from.listIn(record, 'versions') ?? [];
  return list.slice(0, BOUNDS.versions).flatMap((version) => {
    if (!from.isForeign(version)) throw new Unreadable('The field “versions” must be a list of objects.');
    const name = from.lineIn(version, 'version', 20);
    const at = readInstant(from.rawText(version, 'created')?.trim() ?? '');
    return name && at ? [{ name, at }] : [];
  });
}
