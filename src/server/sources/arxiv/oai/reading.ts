import { Unreadable } from '../../record.ts';
import type { Sighting } from '../../sighting.ts';
import type { Moment, RecordReading } from '../../source.ts';
import { oneLine, quoted } from '../../text.ts';
import { childOf, type Element, type RecordElement, textOf } from '../../xml/read.ts';
import { arxivIdOf } from '../identifier.ts';
import { currentSighting } from './current.ts';
import type { OaiPage } from './page.ts';
import { rawSighting } from './raw.ts';

/** The formats of metadata that are read, as arXiv names them. */
export type OaiFormat = 'arXiv' | 'arXivRaw';

const READERS: Record<OaiFormat, (metadata: Element, seenAt: string) => Sighting> = {
  arXiv: currentSighting,
  arXivRaw: rawSighting,
};

/** When the page was made, as it says itself; now, where it says nothing or a time to come. arXiv keeps pages for days. */
function seenAtOf(page: OaiPage, { now }: Moment): string {
  const at = now.toISOString();
  return page.answeredAt !== undefined && page.answeredAt <= at ? page.answeredAt : at;
}

/** The readings of a page's records, all in one format. */
export function oaiReadings(page: OaiPage, format: OaiFormat, moment: Moment): RecordReading[] {
  const seenAt = seenAtOf(page, moment);
  return page.records.map((record) => {
    const identifier = oneLine(textOf(childOf(childOf(record.element, 'header'), 'identifier')).slice(0, 200));
    try {
      return { sighting: sightingOf(record, identifier, format, seenAt) };
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const rejected = { rejected: error.message, raw: pageOf(record.raw, seenAt) };
      if (identifier === '') return rejected;
      return { ...rejected, key: format === 'arXivRaw' ? `${identifier} raw` : identifier };
    }
  });
}

function sightingOf(record: RecordElement, identifier: string, format: OaiFormat, seenAt: string): Sighting {
  if (record.isDamaged) throw new Unreadable('The record holds bytes that are none of the page’s encoding.');
  const header = childOf(record.element, 'header');
  if (header?.attributes.status === 'deleted') {
    const day = oneLine(textOf(childOf(header, 'datestamp')).slice(0, 40));
    throw new Unreadable(`arXiv has deleted the record${day ? ` on ${day}` : ''}; its paper stays as it was seen.`);
  }
  const metadata = childOf(childOf(record.element, 'metadata'), format);
  if (!metadata) throw new Unreadable(`The record holds no metadata in the format ${format}.`);
  const sighting = READERS[format](metadata, seenAt);
  if (arxivIdOf(identifier) !== sighting.arxivId) {
    throw new Unreadable(`The record is named ${quoted(identifier)} but is about ${sighting.arxivId}.`);
  }
  return sighting;
}

/** A page of one record. */
const pageOf = (record: string, answeredAt: string) =>
  `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>${answeredAt}</responseDate>` +
  `<ListRecords>${record}</ListRecords></OAI-PMH>`;
