import { isDay } from '#floor/day.ts';
import { doiOf } from '../doi.ts';
import { distinctLinks, linksIn, linkTo } from '../links.ts';
import * as from from '../record.ts';
import type { Author, Sighting } from '../sighting.ts';
import { idIn } from './snapshot.ts';

const { BOUNDS } = from;

/**
 * A row of an arXiv listing: `arxivId, title, abstract, authors[], listedOn, categories[]`, and where known
 * `comment, codeUrl, codeStars, doi, journalRef, licence, publishedAt, updatedAt, observedAt`.
 */
export function listingSighting(record: from.Foreign, now: Date): Sighting {
  const arxivId = idIn(record, 'arxivId');
  const abstract = from.proseIn(record, 'abstract');
  const comment = from.lineIn(record, 'comment');
  const code = from.rawText(record, 'codeUrl');
  const doi = from.rawText(record, 'doi');
  const listedOn = from.rawText(record, 'listedOn');
  return from.said<Sighting>({
    source: 'arxiv',
    sourceKey: arxivId,
    seenAt: from.instantIn(record, 'observedAt') ?? now.toISOString(),
    url: `https://arxiv.org/abs/${arxivId}`,
    arxivId,
    doi: doi ? doiOf(doi) : undefined,
    title: from.titleIn(record),
    abstract,
    ...from.authorsPart(namesIn(record)),
    publishedAt: from.timeIn(record, 'publishedAt'),
    updatedAt: from.timeIn(record, 'updatedAt'),
    listedOn: listedOn !== undefined && isDay(listedOn) ? listedOn : undefined,
    categories: from.wordsIn(record, 'categories', BOUNDS.categories, 100),
    comment,
    journalRef: from.lineIn(record, 'journalRef'),
    licence: from.lineIn(record, 'licence', BOUNDS.name),
    githubStars: from.countIn(record, 'codeStars'),
    links: distinctLinks([
      code ? linkTo(code, 'code') : undefined,
      ...linksIn(abstract ?? ''),
      ...linksIn(comment ?? ''),
    ]),
  });
}

/** Authors given as a list of names. */
export function namesIn(record: from.Foreign): Author[] {
  const list = from.listIn(record, 'authors') ?? [];
  const authors: Author[] = [];
  for (const name of list) {
    if (typeof name !== 'string') {
      throw new from.Unreadable(`The field “authors” must be a list of names, but holds ${from.kindOf(name)}.`);
    }
    const author = from.authorOf(name);
    if (author) authors.push(author);
  }
  return authors;
}
