import type { RecordReading } from '../../source.ts';
import { type MadeRecord, madePage, madeRecord } from './page.fixture.ts';
import { readOaiPage } from './page.ts';
import { type OaiFormat, oaiReadings } from './reading.ts';

const now = new Date('2026-11-24T05:00:00Z');
export const read = (body: Uint8Array, format: OaiFormat = 'arXiv', at = now) =>
  oaiReadings(readOaiPage(body), format, { now: at });
const readOne = (record: MadeRecord, answeredAt?: string): RecordReading =>
  read(
    madePage({ records: [madeRecord(record)], answeredAt }),
    record.format === 'arXivRaw' ? 'arXivRaw' : 'arXiv',
  )[0]!;
export const sighting = (record: MadeRecord, answeredAt?: string) => {
  const reading = readOne(record, answeredAt);
  if (!('sighting' in reading)) throw new Error(reading.rejected);
  return reading.sighting;
};
export const rejection = (record: MadeRecord) => {
  const reading = readOne(record);
  if (!('rejected' in reading)) throw new Error('It was read.');
  return reading;
};

/** All that the format `arXiv` can say. */
export const paper: MadeRecord = {
  id: '2611.01234',
  fields: {
    created: '2026-11-02',
    updated: '2026-11-20',
    title: 'A title that was\n  wrapped',
    categories: 'cs.CL cs.AI',
    comments: '9 pages; code at https://github.com/one/two',
    'report-no': 'R-1',
    'msc-class': '81P68',
    'acm-class': '81P68',
    'journal-ref': 'J. Tests 1 (2026)',
    doi: '10.1000/ABC 10.1000/other',
    license: 'http://creativecommons.org/licenses/by/4.0/',
    abstract: '  First line\nof the first.\n  Second paragraph.\n',
  },
  authors: [
    { keyname: 'One', forenames: 'Ann B.' },
    { keyname: 'de Two', forenames: 'Carl', suffix: 'Jr.', affiliation: ['Here', 'There'] },
    { keyname: 'Collaboration' },
  ],
};

/** And `arXivRaw`. */
export const raw: MadeRecord = {
  id: '2611.01234',
  format: 'arXivRaw',
  versions: [
    { name: 'v1', date: 'Mon, 2 Nov 2026 10:00:00 GMT' },
    { name: 'v2', date: 'Thu, 19 Nov 2026 11:30:00 GMT', flags: 'D' },
  ],
  fields: {
    submitter: 'Ann One',
    title: 'A title',
    authors: 'Ann B. One ((1) Here, (2) There), Carl de Two, Jr. and D. Three (There)',
    categories: 'cs.CL',
    license: 'http://arxiv.org/licenses/nonexclusive-distrib/1.0/',
    abstract: 'Short.',
  },
};
