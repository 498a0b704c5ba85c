import { doiOf } from '../../doi.ts';
import { distinctLinks, linksIn } from '../../links.ts';
import * as from from '../../record.ts';
import type { Author, Sighting } from '../../sighting.ts';
import { childOf, childrenOf, type Element, textOf } from '../../xml/read.ts';
import { fieldsOf } from '../fields.ts';
import { abstractIn, idIn } from '../snapshot.ts';
import { saysWithdrawn } from '../withdrawal.ts';

const FIELDS = ['id', 'title', 'summary', 'published', 'updated', 'comment', 'journal_ref', 'doi'];

/** Among an entry's categories stand MSC and ACM classes too (`81P68`, `F.2.2`). */
const CATEGORY = /^[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]+(?:-[a-z]+)*)?$/;

/** The sighting of an entry of the query API's answer (https://info.arxiv.org/help/api/user-manual.html). */
export function entrySighting(entry: Element, seenAt: string): Sighting {
  const record = fieldsOf(entry, FIELDS);
  const arxivId = idIn(record, 'id');
  const abstract = abstractIn({ abstract: from.rawText(record, 'summary') });
  const comment = from.lineIn(record, 'comment');
  const updatedAt = from.timeIn(record, 'updated');
  const doi = from.rawText(record, 'doi');
  return from.said<Sighting>({
    source: 'arxiv',
    sourceKey: `oai:arXiv.org:${arxivId} query`,
    seenAt,
    url: `https://arxiv.org/abs/${arxivId}`,
    arxivId,
    doi: doi ? doiOf(doi) : undefined,
    title: from.titleIn(record),
    abstract,
    ...from.authorsPart(authorsIn(entry)),
    publishedAt: from.timeIn(record, 'published'),
    updatedAt,
    categories: categoriesIn(entry),
    comment,
    journalRef: from.lineIn(record, 'journal_ref'),
    links: distinctLinks([...linksIn(abstract ?? ''), ...linksIn(comment ?? '')]),
    withdrawnOn: saysWithdrawn(comment, abstract) ? updatedAt?.slice(0, 10) : undefined,
  });
}

function categoriesIn(entry: Element): string[] | undefined {
  const elements = [...childrenOf(entry, 'primary_category'), ...childrenOf(entry, 'category')];
  const terms = elements.map(({ attributes }) => attributes.term ?? '').filter((term) => CATEGORY.test(term));
  return from.wordsIn({ categories: terms }, 'categories', from.BOUNDS.categories, 100);
}

function authorsIn(entry: Element): Author[] {
  return childrenOf(entry, 'author').flatMap((author) => {
    const places = childrenOf(author, 'affiliation').map((place) => textOf(place).trim());
    return from.authorOf(textOf(childOf(author, 'name')), places.filter(Boolean).join('; ')) ?? [];
  });
}
