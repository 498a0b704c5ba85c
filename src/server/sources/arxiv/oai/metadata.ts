import { distinctLinks, linksIn } from '../../links.ts';
import * as from from '../../record.ts';
import type { Sighting } from '../../sighting.ts';
import type { Element } from '../../xml/read.ts';
import { fieldsOf } from '../fields.ts';
import { abstractIn, categoriesIn, doiIn, idIn } from '../snapshot.ts';
import { saysWithdrawn } from '../withdrawal.ts';

/** What both formats say alike. `acm-class` is left out: arXiv's template prints the MSC class in its place. */
const FIELDS = ['id', 'title', 'categories', 'comments', 'journal-ref', 'doi', 'license', 'abstract'];

/** A record's metadata: its fields, and the part of a sighting that both formats tell alike. */
export interface Metadata {
  record: from.Foreign;
  arxivId: string;
  said: Pick<Sighting, 'url' | 'arxivId' | 'title'> & Partial<Sighting>;
  /** Whether its own words take it back. */
  isWithdrawn: boolean;
}

/**
 * Reads the metadata of a record in the format `arXiv` or `arXivRaw`.
 * @param more names of the format's own fields.
 * @throws Unreadable with the field that is wrong.
 */
export function metadataIn(metadata: Element, more: readonly string[]): Metadata {
  const record = fieldsOf(metadata, [...FIELDS, ...more]);
  const arxivId = idIn(record, 'id');
  const abstract = abstractIn(record);
  const comment = from.lineIn(record, 'comments');
  const said = from.said<Metadata['said']>({
    url: `https://arxiv.org/abs/${arxivId}`,
    arxivId,
    doi: doiIn(record),
    title: from.titleIn(record),
    abstract,
    categories: categoriesIn(record),
    comment,
    journalRef: from.lineIn(record, 'journal-ref'),
    licence: from.lineIn(record, 'license', from.BOUNDS.name),
    links: distinctLinks([...linksIn(abstract ?? ''), ...linksIn(comment ?? '')]),
  } as Metadata['said']);
  return { record, arxivId, said, isWithdrawn: saysWithdrawn(comment, abstract) };
}
