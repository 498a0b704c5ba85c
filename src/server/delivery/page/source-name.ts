interface Named {
  name: string;
  /** The terms that what it says of papers comes under, in a few words; absent where it states none. */
  licence?: string;
}

const SOURCES: Record<string, Named> = {
  arxiv: { name: 'arXiv', licence: 'CC0 1.0' },
  'daily-papers': { name: 'Daily Papers' },
  'daily-papers-page': { name: 'Daily Papers, saved page' },
  'acl-anthology': { name: 'ACL Anthology', licence: 'CC BY 4.0 from 2016 on, CC BY-NC-SA 3.0 before' },
  biorxiv: { name: 'bioRxiv' },
  medrxiv: { name: 'medRxiv' },
  openreview: { name: 'OpenReview', licence: 'by each paper; CC BY 4.0 where its venue says nothing else' },
  crossref: { name: 'Crossref', licence: 'facts, free of rights; abstracts remain their publishers’' },
  journal: { name: 'Journals' },
  'json-lines': { name: 'JSON lines' },
  folder: { name: 'Folder' },
  github: { name: 'GitHub', licence: 'GitHub’s terms of service' },
  'semantic-scholar': { name: 'Semantic Scholar', licence: 'Semantic Scholar API licence; counts with attribution' },
  openalex: { name: 'OpenAlex', licence: 'CC0 1.0' },
};

const named = (source: string): Named | undefined => (Object.hasOwn(SOURCES, source) ? SOURCES[source] : undefined);

/** A source by the name that people use; its folder's name where we have none. */
export function sourceName(source: string): string {
  return named(source)?.name ?? source;
}

/** The terms of a source's metadata; of each paper's own licence they say nothing. */
export function sourceLicence(source: string): string | undefined {
  return named(source)?.licence;
}
