import { Unreadable } from '../../record.ts';
import { BrokenPage, type Lookup, type Moment, type RecordReading } from '../../source.ts';
import { oneLine } from '../../text.ts';
import { childOf, textOf } from '../../xml/read.ts';
import { readFeed } from '../feed.ts';
import { readOaiPage, wordsOfErrors } from '../oai/page.ts';
import { oaiReadings } from '../oai/reading.ts';
import { entrySighting } from './entry.ts';

/**
 * The ways to one paper. OAI-PMH comes first: the query API refuses one request in many, however rarely it is asked.
 * Its format is `arXivRaw`, which alone knows when the first version was submitted.
 * @param arxivId canonical.
 */
export function arxivLookups(addresses: Record<string, string>, arxivId: string): Lookup[] {
  const record = new URLSearchParams({
    verb: 'GetRecord',
    metadataPrefix: 'arXivRaw',
    identifier: `oai:arXiv.org:${arxivId}`,
  });
  return [
    { ask: { url: `${addresses.oai}?${record}` }, parse: recordOf },
    { ask: { url: `${addresses.api}?${new URLSearchParams({ id_list: arxivId, max_results: '1' })}` }, parse: entryOf },
  ];
}

function recordOf(body: Uint8Array, moment: Moment): RecordReading[] {
  const page = readOaiPage(body);
  if (page.errors.some(({ code }) => code === 'idDoesNotExist')) return [];
  if (page.errors.length > 0) throw new BrokenPage(wordsOfErrors(page.errors));
  return oaiReadings(page, 'arXivRaw', moment);
}

/** Of an id that nobody has, the query API sends a feed without an entry. */
function entryOf(body: Uint8Array, { now }: Moment): RecordReading[] {
  return readFeed(body).entries.map((entry) => {
    try {
      if (entry.isDamaged) throw new Unreadable('The entry holds bytes that are none of the feed’s encoding.');
      return { sighting: entrySighting(entry.element, now.toISOString()) };
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const key = oneLine(textOf(childOf(entry.element, 'id')).slice(0, 200));
      const raw = `<feed xmlns="http://www.w3.org/2005/Atom">${entry.raw}</feed>`;
      return { rejected: error.message, ...(key !== '' && { key }), raw };
    }
  });
}
