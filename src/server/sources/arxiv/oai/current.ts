import { addDays, isDay } from '#floor/day.ts';
import * as from from '../../record.ts';
import type { Author, Sighting } from '../../sighting.ts';
import { childOf, childrenOf, type Element, textOf } from '../../xml/read.ts';
import { metadataIn } from './metadata.ts';

/**
 * The sighting of a record in the format `arXiv`: names in parts, licence, days without times.
 *
 * `created` is the day of the *current* version: the provider of 2025 fills it from that version's row (Mamba, 2312.00752,
 * says 2024-05-31), the one before it gave the first version's. So it counts as the first publication only where it
 * falls into the month that the id names; the format `arXivRaw` knows the true one.
 */
export function currentSighting(metadata: Element, seenAt: string): Sighting {
  const { record, arxivId, said, isWithdrawn } = metadataIn(metadata, ['created', 'updated']);
  const created = dayIn(record, 'created');
  const updatedAt = dayIn(record, 'updated') ?? created;
  return from.said<Sighting>({
    source: 'arxiv',
    sourceKey: `oai:arXiv.org:${arxivId}`,
    seenAt,
    ...said,
    ...from.authorsPart(authorsIn(metadata)),
    publishedAt: created !== undefined && isFirstVersion(arxivId, created) ? created : undefined,
    updatedAt,
    withdrawnOn: isWithdrawn ? updatedAt : undefined,
  } as Sighting);
}

function dayIn(record: from.Foreign, key: string): string | undefined {
  const day = from.rawText(record, key)?.trim();
  return day !== undefined && isDay(day) ? day : undefined;
}

/** Ids count by months of New York, days are of Greenwich: the last evening of a month is the first day of the next. */
function isFirstVersion(arxivId: string, created: string): boolean {
  const [, year, month] = /(?:^|\/)(\d\d)(\d\d)/.exec(arxivId)!;
  const month1 = `${Number(year) > 90 ? 19 : 20}${year}-${month}-01`;
  return created <= `${addDays(month1, 31).slice(0, 7)}-01`;
}

/** `forenames keyname suffix`, as arXiv shows them; affiliations where the record has them. */
function authorsIn(metadata: Element): Author[] {
  return childrenOf(childOf(metadata, 'authors'), 'author').flatMap((author) => {
    const [forenames, keyname, suffix] = ['forenames', 'keyname', 'suffix'].map((part) =>
      textOf(childOf(author, part)),
    );
    const places = childrenOf(author, 'affiliation').map((place) => textOf(place).trim());
    return from.authorOf(`${forenames} ${keyname} ${suffix}`, places.filter(Boolean).join('; ')) ?? [];
  });
}
