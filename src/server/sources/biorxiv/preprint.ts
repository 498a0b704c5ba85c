import { isDay } from '#floor/day.ts';
import { doiOf } from '../doi.ts';
import { distinctLinks, linksIn, linkTo } from '../links.ts';
import * as from from '../record.ts';
import type { Author, Sighting } from '../sighting.ts';
import { oneLine, quoted } from '../text.ts';

const { BOUNDS, Unreadable } = from;

/** As the server's pages name them: https://www.biorxiv.org/submit-a-manuscript, step “licence”. */
const LICENCES: Record<string, string> = {
  cc_by: 'https://creativecommons.org/licenses/by/4.0/',
  cc_by_nc: 'https://creativecommons.org/licenses/by-nc/4.0/',
  cc_by_nd: 'https://creativecommons.org/licenses/by-nd/4.0/',
  cc_by_nc_nd: 'https://creativecommons.org/licenses/by-nc-nd/4.0/',
  cc0: 'https://creativecommons.org/publicdomain/zero/1.0/',
  cc_no: 'No reuse without permission',
};

/**
 * A record of `details`: `doi, title, authors, author_corresponding, author_corresponding_institution, date, version,
 * type, license, category, abstract, published`, one for each version. `published` names the article that came of the
 * preprint, or is `NA`; that article has a DOI of its own, so it is named beside it, and linked.
 * @param at the server's name, and the address of its pages.
 */
export function preprintSighting(record: from.Foreign, at: { name: string; home: string }, now: Date): Sighting {
  const written = from.lineIn(record, 'doi', BOUNDS.name);
  const doi = written && doiOf(written);
  if (!doi) throw new Unreadable(`The field “doi” is ${quoted(written ?? '')}, which is no DOI.`);
  const version = versionIn(record);
  const date = from.rawText(record, 'date')?.trim();
  const day = date !== undefined && isDay(date) ? date : undefined;
  const abstract = from.proseIn(record, 'abstract');
  const category = from.lineIn(record, 'category', BOUNDS.name)?.toLowerCase();
  const published = from.lineIn(record, 'published');
  const article = published && doiOf(published);
  const licence = from.lineIn(record, 'license', BOUNDS.name);
  const isWithdrawn = /withdrawn|withdrawal/i.test(from.lineIn(record, 'type') ?? '');
  return from.said<Sighting>({
    source: at.name,
    sourceKey: `${doi} v${version}`,
    seenAt: now.toISOString(),
    url: `${at.home}/content/${encodeURI(doi.toWellFormed())}v${version}`,
    doi,
    articleDoi: article,
    title: from.titleIn(record),
    abstract,
    ...from.authorsPart(authorsIn(record)),
    publishedAt: version === 1 ? day : undefined,
    updatedAt: day,
    listedOn: day,
    categories: category === undefined ? undefined : [category],
    licence: licence && (LICENCES[licence.toLowerCase()] ?? licence),
    links: distinctLinks([
      article ? linkTo(`https://doi.org/${article}`, 'other') : undefined,
      ...linksIn(abstract ?? ''),
    ]),
    withdrawnOn: isWithdrawn ? day : undefined,
  });
}

/** `"2"`, at times a number. */
function versionIn(record: from.Foreign): number {
  const { version } = record;
  const number = typeof version === 'string' && /^\d{1,4}$/.test(version.trim()) ? Number(version) : version;
  if (typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 10_000) return number;
  throw new Unreadable('The field “version” must be the number of a version.');
}

/** `Ng, A. Y.; Lee, B., Jr.; The Consortium`: family name first. The institution is the corresponding author's. */
function authorsIn(record: from.Foreign): Author[] {
  const corresponding = oneLine(from.rawText(record, 'author_corresponding') ?? '').toLowerCase();
  const institution = from.lineIn(record, 'author_corresponding_institution');
  const names = (from.rawText(record, 'authors') ?? '').split(';').map((name) => name.split(',').map(oneLine));
  const isCorresponding = ([family = '']: string[]) =>
    family !== '' && ` ${corresponding}`.endsWith(` ${family.toLowerCase()}`);
  // Of two authors of one family nobody can tell whose institution it is.
  const isTold = names.filter(isCorresponding).length === 1;
  return names.flatMap((parts) => {
    const [family = '', given = '', ...rest] = parts;
    const place = isTold && isCorresponding(parts) ? institution : undefined;
    return from.authorOf(`${given} ${family} ${rest.join(' ')}`, place) ?? [];
  });
}
