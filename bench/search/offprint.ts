import type { Embedder } from '#search/embed/embedder.ts';
import { openStaticEmbedder } from '#search/embed/static/open.ts';
import { quantised } from '#search/engine/dense/quantised.ts';
import { Dictionary } from '#search/engine/dictionary.ts';
import { documentOf } from '#search/engine/document.ts';
import { Engine } from '#search/engine/engine.ts';
import { pack } from '#search/engine/packed.ts';
import type { Doc } from './judgments.ts';
import type { OpenSystem, System } from './system.ts';

const SLICE = 64;

/** An engine that holds documents as the index hands them to it: the same packed papers and vectors. */
export async function engineOf(docs: Doc[], embedder: Embedder | undefined): Promise<Engine> {
  const dictionary = new Dictionary();
  const rows = docs.map(({ id, title, text, authors }) => {
    const paper = { id, title, abstract: text || null, authors: JSON.stringify(authors.map((name) => ({ name }))) };
    const rest = { day: null, keywords: '[]', categories: '[]', organization: null, links: '[]', upvotes: null };
    return { id, doc: pack(documentOf({ ...paper, ...rest, sources: [] }, dictionary)) };
  });
  const engine = new Engine();
  engine.corpus.addTerms(dictionary.block(0));
  engine.corpus.apply(rows);
  if (!embedder) return engine;
  engine.corpus.resetVectors(embedder);
  for (let at = 0; at < docs.length; at += SLICE) {
    const slice = docs.slice(at, at + SLICE);
    const vectors = await embedder.embedPapers(slice.map(({ title, text }) => ({ title, abstract: text })));
    for (const [i, { id }] of slice.entries())
      engine.corpus.setVector(id, quantised(vectors.subarray(i * embedder.dimensions, (i + 1) * embedder.dimensions)));
  }
  return engine;
}

function byEngine(
  engine: Engine,
  embedder: Embedder | undefined,
  rest?: { meaning: number; words: number },
): OpenSystem {
  return {
    async search(text, limit) {
      const vector = embedder && (await embedder.embedQuestions([text]));
      const page = { order: 'relevance', offset: 0, limit, facets: false, explain: false } as const;
      const { hits } = engine.search({ words: text, name: '', clauses: [], vector, ...page, shares: rest });
      return hits.map((hit) => hit.id);
    },
    close: () => embedder?.close(),
  };
}

/** Every document by the cosine of its vector with the question's. */
function byVectors(engine: Engine, embedder: Embedder): OpenSystem {
  const { corpus } = engine;
  const nearest = async (text: string, docs: number[]) => {
    const nearness = corpus.vectors!.nearness(await embedder.embedQuestions([text]), docs);
    const places = docs.map((_, i) => i).sort((a, b) => nearness[b]! - nearness[a]! || docs[a]! - docs[b]!);
    return places.map((i) => corpus.ids[docs[i]!]!);
  };
  const all = Array.from({ length: corpus.docs }, (_, doc) => doc);
  return {
    search: async (text, limit) => (await nearest(text, all)).slice(0, limit),
    rankOnly: (text, candidates) =>
      nearest(
        text,
        candidates.map((id) => corpus.numbers.get(id)).filter((doc) => doc !== undefined),
      ),
    close: () => embedder.close(),
  };
}

/** The words alone. */
export const WORDS: System = {
  name: 'Offprint, BM25',
  open: async (docs) => byEngine(await engineOf(docs, undefined), undefined),
};

/** Words and built-in vectors together as a search blends them. */
export const BLEND: System = {
  name: 'Offprint, blend',
  async open(docs) {
    const embedder = await openStaticEmbedder();
    return byEngine(await engineOf(docs, embedder), embedder);
  },
};

const DENSE: System = {
  name: 'Offprint, dense',
  async open(docs) {
    const embedder = await openStaticEmbedder();
    return byVectors(await engineOf(docs, embedder), embedder);
  },
};

/** Offprint's own rankings: the words alone, the built-in vectors alone, and both together. */
export const offprint: System[] = [WORDS, DENSE, BLEND];
