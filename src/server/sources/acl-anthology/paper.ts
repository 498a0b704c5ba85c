import { isDay } from '#floor/day.ts';
import { doiOf } from '../doi.ts';
import { distinctLinks, linksIn, linkTo } from '../links.ts';
import * as from from '../record.ts';
import type { Author, Sighting } from '../sighting.ts';
import { childOf, childrenOf, type Element, textOf } from '../xml/read.ts';
import { markedText } from './markup.ts';
import type { Volume } from './volume.ts';

export const SITE = 'https://aclanthology.org';

/**
 * The sighting of a `<paper>`.
 *
 * The Anthology knows a month, not a day: a paper counts as published on the day that its volume was taken in, where
 * that was near to its month, and else on the month's first.
 * @throws Unreadable where the record says something that cannot be.
 */
export function paperSighting(paper: Element, id: string, volume: Volume, now: Date): Sighting {
  const texts = {
    title: markedText(childOf(paper, 'title')),
    abstract: markedText(childOf(paper, 'abstract')),
    pages: textOf(childOf(paper, 'pages')),
  };
  const abstract = from.proseIn(texts, 'abstract');
  const publishedAt = volume.ingestedOn ?? volume.month;
  const withdrawal = childOf(paper, 'retracted') ?? childOf(paper, 'removed');
  const pages = from.lineIn(texts, 'pages', 100)?.replace(/(?<=\d)-+(?=\d)/, '–');
  const journalRef = [volume.title, pages].filter(Boolean).join(', ').slice(0, from.BOUNDS.note);
  const doi = textOf(childOf(paper, 'doi'));
  return from.said<Sighting>({
    source: 'acl-anthology',
    sourceKey: id,
    seenAt: now.toISOString(),
    url: `${SITE}/${id}/`,
    doi: doiOf(doi),
    title: from.titleIn(texts),
    abstract,
    ...from.authorsPart(authorsIn(paper)),
    publishedAt,
    updatedAt: revisedOn(paper),
    listedOn: volume.ingestedOn,
    journalRef: journalRef || undefined,
    // “Materials prior to 2016 here are licensed under … BY-NC-SA 3.0 … in or after 2016 … 4.0”: the site's foot.
    licence: `https://creativecommons.org/licenses/${volume.year < 2016 ? 'by-nc-sa/3.0' : 'by/4.0'}/`,
    links: distinctLinks([...statedLinks(paper, id), ...linksIn(abstract ?? '')]),
    withdrawnOn: withdrawal && (dayIn(withdrawal) ?? publishedAt),
  });
}

function authorsIn(paper: Element): Author[] {
  return childrenOf(paper, 'author').flatMap((author) => {
    const part = (name: string) => textOf(childOf(author, name));
    return from.authorOf(`${part('first')} ${part('last')}`, part('affiliation')) ?? [];
  });
}

/** `date` of an element; the Anthology dates revisions and retractions since 2019. */
function dayIn(element: Element): string | undefined {
  const day = element.attributes.date ?? '';
  return isDay(day) ? day : undefined;
}

function revisedOn(paper: Element): string | undefined {
  const changes = [...childrenOf(paper, 'revision'), ...childrenOf(paper, 'erratum')];
  return changes
    .flatMap((change) => dayIn(change) ?? [])
    .sort()
    .at(-1);
}

/** A paper's file lies at its id (`<pdf hash>` since 2025, `<url>` before), or elsewhere at an address that is given. */
function statedLinks(paper: Element, id: string) {
  const url = textOf(childOf(paper, 'url')).trim();
  const file = /^https?:/i.test(url) ? url : url || childOf(paper, 'pdf') ? `${SITE}/${id}.pdf` : '';
  const code = childrenOf(paper, 'pwccode').map((one) => linkTo(one.attributes.url ?? '', 'code'));
  return [linkTo(file), ...code];
}
