import { errorIn, keyIn, readingsOf, readObject } from '../json/page.ts';
import { kindOf } from '../record.ts';
import { BrokenPage, type Moment, type RecordReading, type Source } from '../source.ts';
import { SWITCHED_ON } from '../switched-on.ts';
import { workSighting } from './work.ts';

/** What publishers deposited about a work with a DOI. It is asked for single works; it is no list to follow. */
export const crossref: Source = {
  name: 'crossref',
  title: 'Crossref',
  home: 'https://www.crossref.org',
  licence: 'facts, free of rights; abstracts remain their publishers’',
  help: 'A single work by its DOI.',
  // Whoever names a contact in the User-Agent may ask some ten times a second for single works; one will do.
  courtesy: { gate: 'crossref', everyMs: 1_000 },
  addresses: { api: 'https://api.crossref.org' },
  choice: SWITCHED_ON,
  streams: () => [],
  lookups: (work, { addresses }) =>
    'doi' in work
      ? [{ ask: { url: `${addresses.api}/works/${encodeURIComponent(work.doi)}` }, parse: readAnswer }]
      : [],
};

/** `{ status: "ok", message: {…} }`, or the words “Resource not found.” in plain text. */
function readAnswer(body: Uint8Array, { now }: Moment): RecordReading[] {
  if (body.length < 200 && /^\s*Resource not found/i.test(Buffer.from(body).toString('latin1'))) return [];
  const { status, message } = readObject(body);
  if (status !== 'ok')
    throw new BrokenPage(errorIn({ message }) ?? `The field “status” must be ok, not ${kindOf(status)}.`);
  return readingsOf([message], {
    sighting: (work) => workSighting(work, now),
    keyOf: (work) => keyIn(work, 'DOI'),
    pageOf: (work) => ({ status: 'ok', message: work }),
  });
}
