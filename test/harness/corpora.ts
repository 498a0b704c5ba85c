import type { Corpus } from '#search/engine/corpus.ts';
import { Dictionary } from '#search/engine/dictionary.ts';
import { documentOf, type PaperSource } from '#search/engine/document.ts';
import { Engine } from '#search/engine/engine.ts';
import { pack } from '#search/engine/packed.ts';
import type { EngineQuestion } from '#search/engine/question.ts';

/** What a test says of a paper; the rest is empty. */
export interface Told {
  title?: string;
  abstract?: string;
  day?: string | null;
  authors?: string[];
  keywords?: string[];
  categories?: string[];
  organization?: { name: string; fullname?: string };
  links?: ('code' | 'project')[];
  votes?: number;
  sources?: string[];
}

export function paperSource(id: string, told: Told = {}): PaperSource {
  return {
    id,
    day: told.day ?? null,
    title: told.title ?? `Paper ${id}`,
    abstract: told.abstract ?? null,
    authors: JSON.stringify((told.authors ?? []).map((name) => ({ name }))),
    keywords: JSON.stringify(told.keywords ?? []),
    categories: JSON.stringify(told.categories ?? []),
    organization: told.organization ? JSON.stringify(told.organization) : null,
    links: JSON.stringify((told.links ?? []).map((kind) => ({ kind, url: `https://example.org/${kind}` }))),
    upvotes: told.votes ?? null,
    sources: told.sources ?? ['arxiv'],
  };
}

/** A corpus in memory with the dictionary of its writer, as index and reader have them, but without files. */
export class Shelf {
  readonly #writer = new Dictionary();
  readonly engine = new Engine();

  get corpus(): Corpus {
    return this.engine.corpus;
  }

  row(id: string, told: Told) {
    return { id, doc: pack(documentOf(paperSource(id, told), this.#writer)) };
  }

  /** Takes in papers as they are told now; `undefined` for one that is gone. One batch. */
  take(papers: Record<string, Told | undefined> | [string, Told | undefined][]): this {
    const all = Array.isArray(papers) ? papers : Object.entries(papers);
    const rows = all.map(([id, told]) => (told ? this.row(id, told) : { id, doc: undefined }));
    const { dictionary } = this.corpus;
    if (dictionary.size < this.#writer.size) this.corpus.addTerms(this.#writer.block(dictionary.size));
    this.corpus.apply(rows);
    return this;
  }

  ask(words: string, more: Partial<EngineQuestion> = {}) {
    const page = { order: 'relevance' as const, offset: 0, limit: 1_000, facets: false, explain: false };
    return this.engine.search({ words, name: words, clauses: [], ...page, ...more });
  }

  /** The ids of a question's hits, in their order. */
  ids(words: string, more: Partial<EngineQuestion> = {}): string[] {
    return this.ask(words, more).hits.map(({ id }) => id);
  }
}

/** A corpus of these papers. */
export const shelf = (papers: Record<string, Told>): Shelf => new Shelf().take(papers);

/** Words that are their own stems, no stop words, and so far from one another that none is a misspelling of another. */
export const WORDS =
  'quantum lattic wombat graph kernel protein galaxi tensor fungus vortex zebra polynom rhythm cobalt jaguar mineral'
    .split(' ')
    .map((stem) => ({ lattic: 'lattice', galaxi: 'galaxy', polynom: 'polynomial' })[stem] ?? stem);

const CATEGORIES = ['cs.CL', 'cs.LG', 'math.CO', 'hep-th', 'stat.ML'];
const NAMES = ['Ada Lovelace', 'Bo Li', 'Chen, Wei', 'Kurt Gödel', 'Yann A. LeCun'];

/** A paper that chance wrote, of few words, so that many papers share them. */
export function chancePaper(random: () => number): Told {
  const one = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)]!;
  const some = <T>(all: readonly T[], most: number) =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => one(all));
  const year = 2019 + Math.floor(random() * 6);
  const day = one(['01-01', '12-31', '06-15', '02-28']);
  return {
    title: ['the', one(WORDS), ...some(WORDS, 3)].join(' '),
    ...(random() < 0.8 && { abstract: ['of', ...some(WORDS, 12)].join(' ') }),
    ...(random() < 0.9 && { day: `${year}-${day}` }),
    authors: [...new Set(some(NAMES, 2))],
    keywords: some(WORDS, 1),
    categories: [...new Set(some(CATEGORIES, 2))],
    ...(random() < 0.3 && { links: ['code' as const] }),
    sources: random() < 0.5 ? ['arxiv'] : ['arxiv', 'daily-papers'],
    votes: Math.floor(random() * 50),
  };
}
