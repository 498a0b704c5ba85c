import { isDay } from '#floor/day.ts';
import { arxivIdOf } from '../arxiv/identifier.ts';
import { doiOf } from '../doi.ts';
import { distinctLinks, linkTo } from '../links.ts';
import * as from from '../record.ts';
import type { Author, Link, Sighting } from '../sighting.ts';
import { oneLine, paragraphs, quoted } from '../text.ts';
import { wordsOf } from './markup.ts';

const { BOUNDS, Unreadable } = from;

/** Where a work says when it appeared; the first of them that names a day and is earliest counts. */
const DATES = ['posted', 'published', 'published-online', 'published-print', 'issued'] as const;

/**
 * A work of Crossref: `DOI, title[], author[], abstract, issued, container-title[], license[], subject[], relation`.
 * The abstract, and at times the title, is JATS.
 */
export function workSighting(work: from.Foreign, now: Date): Sighting {
  const written = from.lineIn(work, 'DOI', BOUNDS.name);
  const doi = written && doiOf(written);
  if (!doi) throw new Unreadable(`The field “DOI” is ${quoted(written ?? '')}, which is no DOI.`);
  const relations = relationsIn(work);
  return from.said<Sighting>({
    source: 'crossref',
    sourceKey: doi,
    seenAt: now.toISOString(),
    url: `https://doi.org/${encodeURI(doi.toWellFormed())}`,
    arxivId: preprintOf(relations),
    doi,
    title: from.titleIn({ title: words(firstText(work, 'title')) }),
    abstract: from.proseIn({ abstract: words(from.rawText(work, 'abstract')) }, 'abstract'),
    ...from.authorsPart(authorsIn(work)),
    publishedAt: dayIn(work),
    journalRef: from.lineIn({ 'container-title': words(firstText(work, 'container-title')) }, 'container-title'),
    licence: licenceIn(work),
    keywords: from.wordsIn(work, 'subject', BOUNDS.keywords, BOUNDS.keyword),
    links: distinctLinks(relations.map(({ link }) => link)),
  });
}

/** Markup is read before the text is bounded; ten times the bound leaves room for it. */
function words(markup: string | undefined): string | undefined {
  if (markup === undefined) return undefined;
  if (markup.length > 10 * BOUNDS.abstract) throw new Unreadable(`A text is ${markup.length} characters long.`);
  return paragraphs(wordsOf(markup));
}

/** The first text of a list: Crossref gives titles and journals in lists, nearly always of one. */
function firstText(work: from.Foreign, key: string): string | undefined {
  const [first] = from.listIn(work, key) ?? [];
  if (first === undefined || first === null) return undefined;
  if (typeof first !== 'string') throw new Unreadable(`The field ${quoted(key)} must be a list of texts.`);
  return first;
}

/** `{ given, family, suffix }`, or `{ name }` for a group; `affiliation` is a list of `{ name }`. */
function authorsIn(work: from.Foreign): Author[] {
  return (from.listIn(work, 'author') ?? []).flatMap((author) => {
    if (!from.isForeign(author))
      throw new Unreadable(`The field “author” must be a list of objects, but holds ${from.kindOf(author)}.`);
    const parts = ['given', 'family', 'suffix'].map((key) => from.rawText(author, key) ?? '');
    const name = oneLine(parts.join(' ')) || from.rawText(author, 'name') || '';
    const places = (from.listIn(author, 'affiliation') ?? []).map((place) =>
      from.isForeign(place) ? from.rawText(place, 'name') : undefined,
    );
    return from.authorOf(name, places.filter(Boolean).join('; ')) ?? [];
  });
}

/** The earliest day that is told in full. A year, or a year and a month, is no day: it is left out. */
function dayIn(work: from.Foreign): string | undefined {
  const days = DATES.flatMap((key) => {
    const parts = from.objectIn(work, key)?.['date-parts'];
    const [first] = Array.isArray(parts) ? parts : [];
    if (!Array.isArray(first) || first.length !== 3 || !first.every(Number.isInteger)) return [];
    const [year, month, day] = first.map((part) => String(part).padStart(2, '0'));
    const text = `${year!.padStart(4, '0')}-${month}-${day}`;
    return isDay(text) ? [text] : [];
  });
  return days.sort()[0];
}

/** The licence of the published version, else the first that is not for text mining alone. */
function licenceIn(work: from.Foreign): string | undefined {
  const licences = (from.listIn(work, 'license') ?? []).filter(from.isForeign);
  const best =
    licences.find((licence) => licence['content-version'] === 'vor') ??
    licences.find((licence) => licence['content-version'] !== 'tdm');
  return best && from.lineIn(best, 'URL', BOUNDS.name);
}

interface Relation {
  /** `has-preprint`, `is-supplemented-by`. */
  kind: string;
  id: string;
  link: Link | undefined;
}

/** `{ "has-preprint": [{ "id-type": "doi", id }] }`. */
function relationsIn(work: from.Foreign): Relation[] {
  return Object.entries(from.objectIn(work, 'relation') ?? {}).flatMap(([kind, value]) =>
    (Array.isArray(value) ? value : []).slice(0, BOUNDS.links).flatMap((one): Relation[] => {
      if (!from.isForeign(one) || typeof one.id !== 'string') return [];
      const isDoi = one['id-type'] === 'doi';
      const address = isDoi ? `https://doi.org/${encodeURI(one.id.trim().toWellFormed())}` : one.id;
      return [{ kind, id: one.id, link: linkTo(address, isDoi ? 'other' : undefined) }];
    }),
  );
}

/** The arXiv id of the work's preprint, where the publisher names one and no other. */
function preprintOf(relations: Relation[]): string | undefined {
  const ids = relations.filter(({ kind }) => kind === 'has-preprint').map(({ id }) => arxivIdOf(id));
  const known = new Set(ids.filter((id) => id !== undefined));
  return known.size === 1 ? [...known][0] : undefined;
}
