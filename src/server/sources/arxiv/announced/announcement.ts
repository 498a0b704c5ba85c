import { doiOf } from '../../doi.ts';
import { distinctLinks, linksIn } from '../../links.ts';
import * as from from '../../record.ts';
import type { Sighting } from '../../sighting.ts';
import { oneLine, quoted } from '../../text.ts';
import { childrenOf, type Element } from '../../xml/read.ts';
import { authorsFromText } from '../author-text.ts';
import { fieldsOf } from '../fields.ts';
import { abstractIn, idIn } from '../snapshot.ts';

const FIELDS = [
  'id',
  'title',
  'summary',
  'published',
  'announce_type',
  'rights',
  'creator',
  'DOI',
  'journal_reference',
];

/** How arXiv announces a paper; `cross` is one that is new to a category but not new, or not there first. */
const IS_LISTED: Record<string, boolean> = { new: true, cross: true, replace: false, 'replace-cross': false };

/** What stands ahead of the abstract: `arXiv:2508.13426v1 Announce Type: cross` and `Abstract: `. */
const PREAMBLE = /^\s*arXiv:\S{1,40} Announce Type: [\w-]{1,20}\s+Abstract:[ \t]*/;

/**
 * The sighting of one announcement. The day counts as the paper's listing where it is new or cross-listed, and as its
 * last change where it is replaced. Of the submission's day the feed says nothing.
 */
export function announcementSighting(
  entry: Element,
  dayOf: (written: string) => string | undefined,
  seenAt: string,
): Sighting {
  const record = fieldsOf(entry, FIELDS);
  const arxivId = idIn(record, 'id');
  const type = from.lineIn(record, 'announce_type', 40) ?? '';
  const isListed = Object.hasOwn(IS_LISTED, type) ? IS_LISTED[type] : undefined;
  if (isListed === undefined) {
    throw new from.Unreadable(
      `The field “announce_type” is ${quoted(type)}, which is none of ${Object.keys(IS_LISTED).join(', ')}.`,
    );
  }
  const day = dayOf(from.rawText(record, 'published') ?? '');
  if (day === undefined)
    throw new from.Unreadable('Neither the entry nor its feed says on which day it was announced.');
  const abstract = abstractIn({ abstract: from.rawText(record, 'summary')?.replace(PREAMBLE, '') });
  const doi = from.rawText(record, 'DOI');
  const terms = childrenOf(entry, 'category').map(({ attributes }) => attributes.term ?? '');
  return from.said<Sighting>({
    source: 'arxiv',
    sourceKey: `${oneLine(from.rawText(record, 'id')!)} ${type}`,
    seenAt,
    url: `https://arxiv.org/abs/${arxivId}`,
    arxivId,
    doi: doi ? doiOf(doi) : undefined,
    title: from.titleIn(record),
    abstract,
    ...from.authorsPart(authorsFromText(from.rawText(record, 'creator') ?? '')),
    updatedAt: isListed ? undefined : day,
    listedOn: isListed ? day : undefined,
    categories: from.wordsIn({ categories: terms }, 'categories', from.BOUNDS.categories, 100),
    journalRef: from.lineIn(record, 'journal_reference'),
    licence: from.lineIn(record, 'rights', from.BOUNDS.name),
    links: distinctLinks(linksIn(abstract ?? '')),
  });
}
