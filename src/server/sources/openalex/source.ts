import { doiOf } from '../doi.ts';
import { countSighting, type Enrichment, type KnownPaper } from '../enrichment.ts';
import { keyIn, readingsOf, readObject, recordsIn } from '../json/page.ts';
import * as from from '../record.ts';
import { quoted } from '../text.ts';

const DAY_MS = 86_400_000;
/** DOIs stand in the address, fifty at a time; addresses past some thousands of characters are refused. */
const LONGEST_DOI = 100;

/** The DOI that OpenAlex knows a paper by: its own, else the one that arXiv gives each preprint. */
function nameOf({ arxivId, doi }: KnownPaper): string | undefined {
  if (doi !== undefined) return doi;
  return arxivId === undefined ? undefined : `10.48550/arxiv.${arxivId}`.toLowerCase();
}

/** Citations as OpenAlex counts them, by `GET /works?filter=doi:…|…`. */
export const openalex: Enrichment = {
  name: 'openalex',
  title: 'OpenAlex',
  home: 'https://openalex.org',
  licence: 'CC0 1.0',
  help: 'How often papers are cited.',
  // A free key pays for 10,000 lists a day; a list a second uses them up in three hours of work.
  courtesy: { gate: 'openalex', everyMs: 1_000 },
  addresses: { api: 'https://api.openalex.org' },
  key: 'A key of your own from https://openalex.org/settings/api, for counts of citations.',
  schedule: { everyMs: 7 * DAY_MS },
  batch: 50,
  // Commas and bars part the filter's conditions and values, and cannot be written in any other way.
  wants: (paper) => {
    const name = nameOf(paper);
    return name !== undefined && name.length <= LONGEST_DOI && !/[,|]/.test(name);
  },
  ask(papers, { addresses, key }) {
    const query = new URLSearchParams({
      filter: `doi:${papers.map(nameOf).join('|')}`,
      select: 'id,title,doi,cited_by_count',
      // Some DOIs have two works there.
      'per-page': '100',
      api_key: key,
    });
    return { url: `${addresses.api}/works?${query}` };
  },
  parse(body, papers, moment) {
    const works = recordsIn(readObject(body), 'results');
    const byName = new Map(papers.map((paper) => [nameOf(paper), paper]));
    const readings = readingsOf(works, {
      sighting(work) {
        const name = doiIn(work);
        const paper = byName.get(name);
        if (!paper) throw new from.Unreadable(`Nobody asked for the work ${quoted(name)}.`);
        const citations = from.countIn(work, 'cited_by_count');
        if (citations === undefined) return undefined;
        const id = from.lineIn(work, 'id', 200);
        const url = id && /^https:\/\/openalex\.org\/W\d+$/.test(id) ? { url: id } : {};
        return countSighting(paper, { source: 'openalex', sourceKey: paper.id, ...url, citations }, moment);
      },
      keyOf: (work) => keyIn(work, 'doi', 'id'),
      pageOf: (work) => ({ results: [work] }),
    });
    return mostCited(readings);
  },
};

/** `https://doi.org/10.…`; {@link doiOf} gives no name to the DOIs of arXiv, which are names here. */
function doiIn(work: from.Foreign): string {
  const written = from.lineIn(work, 'doi', 500) ?? '';
  return doiOf(written) ?? written.toLowerCase().replace(/^https?:\/\/(?:dx\.)?doi\.org\//, '');
}

/** Of two works with one DOI the more cited: the other is a leftover. */
function mostCited<T extends ReturnType<typeof readingsOf>>(readings: T) {
  const best = new Map<string, number>();
  for (const reading of readings) {
    if (!('sighting' in reading)) continue;
    const { sourceKey, citations } = reading.sighting;
    best.set(sourceKey, Math.max(best.get(sourceKey) ?? 0, citations!));
  }
  return readings.filter((reading) => {
    if (!('sighting' in reading)) return true;
    const { sourceKey, citations } = reading.sighting;
    return best.get(sourceKey) === citations && best.delete(sourceKey);
  });
}
