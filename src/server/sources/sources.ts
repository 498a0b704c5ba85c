import { aclAnthology } from './acl-anthology/source.ts';
import { arxiv } from './arxiv/source.ts';
import { biorxiv } from './biorxiv/source.ts';
import { crossref } from './crossref/source.ts';
import { dailyPapers } from './daily-papers/source.ts';
import type { Enrichment } from './enrichment.ts';
import { folder } from './folder/source.ts';
import { github } from './github/source.ts';
import { journal } from './journal/source.ts';
import { jsonLines } from './json-lines/source.ts';
import { medrxiv } from './medrxiv/source.ts';
import { openalex } from './openalex/source.ts';
import { openreview } from './openreview/source.ts';
import { semanticScholar } from './semantic-scholar/source.ts';
import type { Source } from './source.ts';

/** Every source that papers can come from by themselves, in the order in which people see them. */
export const SOURCES: readonly Source[] = [
  arxiv,
  dailyPapers,
  aclAnthology,
  openreview,
  biorxiv,
  medrxiv,
  crossref,
  journal,
  folder,
  jsonLines,
];

/** What counts something about papers that are here; each is on where there is a key for it. */
export const ENRICHMENTS: readonly Enrichment[] = [semanticScholar, openalex, github];
