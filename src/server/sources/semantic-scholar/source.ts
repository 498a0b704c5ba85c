import { arxivIdOf } from '../arxiv/identifier.ts';
import { countSighting, type Enrichment, isNamed, type KnownPaper } from '../enrichment.ts';
import { atMost, errorIn, keyIn, readingsOf, readJson } from '../json/page.ts';
import * as from from '../record.ts';
import { BrokenPage, type Moment } from '../source.ts';
import { quoted } from '../text.ts';

const DAY_MS = 86_400_000;

const nameOf = ({ arxivId, doi }: KnownPaper) => (arxivId === undefined ? `DOI:${doi}` : `ARXIV:${arxivId}`);

/** Citations as Semantic Scholar counts them, by `POST /graph/v1/paper/batch`. */
export const semanticScholar: Enrichment = {
  name: 'semantic-scholar',
  title: 'Semantic Scholar',
  home: 'https://www.semanticscholar.org',
  licence: 'Semantic Scholar API licence; counts with attribution',
  help: 'How often papers are cited.',
  // A key gives one request a second over all of the API.
  courtesy: { gate: 'semantic-scholar', everyMs: 1_100 },
  addresses: { api: 'https://api.semanticscholar.org' },
  key: 'A key of your own from https://www.semanticscholar.org/product/api, for counts of citations.',
  schedule: { everyMs: 7 * DAY_MS },
  batch: 500,
  wants: isNamed,
  ask: (papers, { addresses, key }) => ({
    url: `${addresses.api}/graph/v1/paper/batch?fields=title,citationCount,externalIds,year`,
    body: JSON.stringify({ ids: papers.map(nameOf) }),
    headers: { 'content-type': 'application/json', 'x-api-key': key },
  }),
  parse(body, papers, moment) {
    const page = readJson(body);
    if (!Array.isArray(page)) {
      const error = errorIn(page);
      // So answers the API, with 400, where it knows none of the papers.
      if (error && /no valid paper ids/i.test(error)) return [];
      throw new BrokenPage(error ?? 'The answer holds no list of papers.');
    }
    if (atMost(page).length !== papers.length)
      throw new BrokenPage(`The answer holds ${page.length} papers; ${papers.length} were asked for.`);
    const told = page.flatMap((record, index) => (record === null ? [] : [{ record, paper: papers[index]! }]));
    return readingsOf(
      told.map(({ record }) => record),
      {
        sighting: (record, index) => citedSighting(record, told[index]!.paper, moment),
        keyOf: (record) => keyIn(record, 'paperId'),
        // Its place says which paper it is about.
        pageOf: (record, index) => papers.map((paper) => (paper === told[index]!.paper ? record : null)),
      },
    );
  },
};

/** `{ paperId, citationCount, externalIds: { ArXiv, DOI } }`. */
function citedSighting(record: from.Foreign, paper: KnownPaper, moment: Moment) {
  const citations = from.countIn(record, 'citationCount');
  const arxiv = from.lineIn(from.objectIn(record, 'externalIds') ?? {}, 'ArXiv', 100);
  if (paper.arxivId !== undefined && arxiv !== undefined && arxivIdOf(arxiv) !== paper.arxivId)
    throw new from.Unreadable(`The answer for ${paper.arxivId} is about ${quoted(arxiv)}.`);
  if (citations === undefined) return undefined;
  const id = from.lineIn(record, 'paperId', 100);
  const url = id && /^\w+$/.test(id) ? { url: `https://www.semanticscholar.org/paper/${id}` } : {};
  return countSighting(paper, { source: 'semantic-scholar', sourceKey: paper.id, ...url, citations }, moment);
}
