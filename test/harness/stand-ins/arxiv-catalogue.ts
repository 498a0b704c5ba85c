import type { ArxivPaper } from './arxiv-papers.ts';

/** arXiv's archives by the group that their sets stand under; every other archive is a group of its own. */
const PHYSICS = new Set(
  'astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics quant-ph'.split(' '),
);

/** The set of a category or an archive: `cs.CL` → `cs:cs:CL`, `hep-th` → `physics:hep-th`. */
export function setOf(category: string): string {
  const [archive = '', suffix] = category.split('.');
  const group = PHYSICS.has(archive) ? 'physics' : archive;
  return [group, archive, ...(suffix ? [suffix] : [])].join(':');
}

/** Whether a paper stands in a set: in it, or in one below it. */
const isIn = (paper: ArxivPaper, set: string) =>
  paper.categories.some((category) => `${setOf(category)}:`.startsWith(`${set}:`));

/**
 * The papers that arXiv's stand-ins serve, which may change while they are harvested. They stand in the order of their
 * last change, as arXiv's OAI-PMH provider selects them (by `modtime`, then id; `oaipmh/processors/db.py` there): one
 * that is replaced goes to the end.
 */
export class ArxivCatalogue {
  readonly #papers = new Map<string, { paper: ArxivPaper; changed: number }>();
  readonly #ordered = new Map<string, ArxivPaper[]>();
  #changes = 0;

  constructor(papers: ArxivPaper[]) {
    for (const paper of papers) this.#put(paper, 0);
  }

  get size(): number {
    return this.#papers.size;
  }

  find(arxivId: string): ArxivPaper | undefined {
    return this.#papers.get(arxivId)?.paper;
  }

  /** Papers in the order of their last change, of one set or of all. */
  inOrder(set = ''): ArxivPaper[] {
    const known = this.#ordered.get(set);
    if (known) return known;
    const papers = set
      ? this.inOrder().filter((paper) => isIn(paper, set))
      : [...this.#papers.values()].sort(byChange).map(({ paper }) => paper);
    this.#ordered.set(set, papers);
    return papers;
  }

  /** Adds papers, or new versions of them, as changed last of all that bear their day. */
  put(...papers: ArxivPaper[]): void {
    for (const paper of papers) this.#put(paper, ++this.#changes);
  }

  /** Replaces a paper: a new version comes on a day, and its record bears that day. */
  replace(arxivId: string, day: string, more: Partial<ArxivPaper> = {}): ArxivPaper {
    const old = this.find(arxivId);
    if (!old) throw new Error(`No paper ${arxivId} to replace.`);
    const paper = { ...old, versions: [...old.versions, `${day}T01:02:03Z`], datestamp: day, ...more };
    this.put(paper);
    return paper;
  }

  #put(paper: ArxivPaper, changed: number): void {
    this.#papers.set(paper.arxivId, { paper, changed });
    this.#ordered.clear();
  }
}

type Entry = { paper: ArxivPaper; changed: number };

function byChange(a: Entry, b: Entry): number {
  if (a.paper.datestamp !== b.paper.datestamp) return a.paper.datestamp < b.paper.datestamp ? -1 : 1;
  return a.changed - b.changed || (a.paper.arxivId < b.paper.arxivId ? -1 : 1);
}
