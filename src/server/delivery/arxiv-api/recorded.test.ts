import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { arxivLookups } from '#sources/arxiv/lookup/lookups.ts';
import type { Sighting } from '#sources/sighting.ts';
import { REPOSITORY } from '#test/harness/imports.ts';
import { library } from '#test/harness/library.ts';
import { note } from '#test/harness/notes.ts';
import { ArxivApi } from './answer.ts';

/** What `export.arxiv.org/api/query` answered in April 2026, each with its address. */
const FOLDER = join(REPOSITORY, '../shared/fixtures/arxiv-api');
const isThere = existsSync(FOLDER);
if (!isThere) note('did not compare with recorded answers of the arXiv query API: ../shared/fixtures is missing');

interface Recorded {
  url: string;
  status_code: number;
  body: string;
}

const recorded = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Recorded;
const names = isThere ? readdirSync(FOLDER).filter((name) => /^id_.*\.json$/.test(name)) : [];

function sightingsIn(body: string): Sighting[] {
  const [, byQuery] = arxivLookups({ oai: 'x', api: 'x' }, '2401.00001');
  const readings = byQuery!.parse(Buffer.from(body), { now: new Date('2026-04-12T23:00:00Z') });
  return readings.flatMap((reading) => ('sighting' in reading ? [reading.sighting] : []));
}

/** What differs from one minute or one site to another, and spaces that arXiv keeps before some abstracts and names. */
const comparable = (body: string) =>
  body
    .replace(/<id>https?:\/\/[^<]*\/api\/[\w+/]{27}<\/id>/, '<id>opaque</id>')
    .replace(/(<updated>)[^<]*(<\/updated>)/, '$1now$2')
    .replace(/(<title>Error<\/title>\s*<updated>)[^<]*/, '$1now')
    .replace(/https?:\/\/[^/"]*\/api\/query/, 'SITE/api/query')
    .replace(/<(summary|name)>\s+/g, '<$1>')
    .trim();

test.skipIf(!isThere).each(names)('%s is answered as it was recorded', async (name) => {
  const { url, status_code, body } = recorded(name);
  const { db, index } = await library([]);
  if (status_code === 200) await ingest(db, sightingsIn(body));
  const answer = await new ArxivApi({ db, index }).answer(new URL(url).searchParams, 'http://localhost:3000');
  expect(answer.status).toBe(status_code);
  expect(answer.headers.get('content-type')).toMatch(/^application\/atom\+xml/);
  const ours = comparable(await answer.text());
  const versioned = body.match(/abs\/\S+v([2-9]\d*)</);
  expect(versioned ? ours.replaceAll(/(\d)v1(?=["<])/g, `$1v${versioned[1]}`) : ours).toBe(comparable(body));
});

test.skipIf(!isThere)('a day’s 405 papers come back, every field of every entry', async () => {
  const body = readFileSync(join(FOLDER, 'one-day-405-entries.xml'), 'utf8');
  const { db, index } = await library(sightingsIn(body));
  const asked = {
    search_query: 'cat:cs.* AND submittedDate:[202512170000 TO 202512172359]',
    id_list: '',
    start: '0',
    max_results: '500',
    sortBy: 'submittedDate',
  };
  const answer = await new ArxivApi({ db, index }).answer(new URLSearchParams(asked), 'http://localhost:3000');
  const ours = comparable(await answer.text());
  const wanted = comparable(body);
  const title = /<title>arXiv Query:.*<\/title>/.exec(wanted)![0];
  expect(ours).toContain(title);
  expect(ours).toContain('<opensearch:totalResults>405</opensearch:totalResults>');
  const entriesOf = (text: string) =>
    new Map([...text.matchAll(/<entry>.*?<id>(.*?)v\d+<\/id>.*?<\/entry>/gs)].map(([entry, id]) => [id, plain(entry)]));
  const [mine, theirs] = [entriesOf(ours), entriesOf(wanted)];
  expect(theirs.size).toBe(405);
  expect([...mine.keys()]).toEqual([...theirs.keys()]);
  const different = [...theirs].filter(([id, entry]) => mine.get(id) !== entry);
  expect(different.map(([id, entry]) => ({ entry, mine: mine.get(id) }))).toEqual([]);
});

/** Without the numbers of versions, which the recorded entries alone know of, and DOIs as the catalogue spells them. */
const plain = (entry: string) =>
  entry
    .replaceAll(/(\d{5})v\d+/g, '$1')
    .replaceAll(/(?:<arxiv:doi>|https:\/\/doi.org\/)[^"<]*/g, (doi) => doi.toLowerCase())
    .replaceAll(/\s+/g, ' ');
