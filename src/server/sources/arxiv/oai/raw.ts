import * as from from '../../record.ts';
import type { Sighting, Version } from '../../sighting.ts';
import { oneLine } from '../../text.ts';
import { readInstant } from '../../time.ts';
import { childOf, childrenOf, type Element, textOf } from '../../xml/read.ts';
import { authorsFromText } from '../author-text.ts';
import { metadataIn } from './metadata.ts';

/**
 * The sighting of a record in the format `arXivRaw`: the times of all versions, the submitter, the authors in one text.
 * A last version whose source has the flag `I` is a withdrawal: arXiv sets it for the source format `withdrawn`.
 */
export function rawSighting(metadata: Element, seenAt: string): Sighting {
  const { record, arxivId, said, isWithdrawn } = metadataIn(metadata, ['submitter', 'authors']);
  const elements = childrenOf(metadata, 'version').slice(0, from.BOUNDS.versions);
  const versions = elements.flatMap((element) => versionOf(element) ?? []);
  const last = versions.at(-1);
  const isFlagged = textOf(childOf(elements.at(-1), 'source_type')).includes('I');
  return from.said<Sighting>({
    source: 'arxiv',
    sourceKey: `oai:arXiv.org:${arxivId} raw`,
    seenAt,
    ...said,
    ...from.authorsPart(authorsFromText(from.rawText(record, 'authors') ?? '')),
    publishedAt: versions.find(({ name }) => name === 'v1')?.at,
    updatedAt: last?.at,
    submitter: from.lineIn(record, 'submitter', from.BOUNDS.name),
    versions: versions.length > 0 ? versions : undefined,
    withdrawnOn: isFlagged || isWithdrawn ? last?.at.slice(0, 10) : undefined,
  } as Sighting);
}

function versionOf(element: Element): Version | undefined {
  const name = oneLine(element.attributes.version ?? '');
  const at = readInstant(textOf(childOf(element, 'date')).trim());
  return /^v[1-9]\d{0,3}$/.test(name) && at ? { name, at } : undefined;
}
