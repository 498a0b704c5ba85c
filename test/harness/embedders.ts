import type { EmbedderChoice } from '#floor/embedder-choice.ts';
import { Failure } from '#floor/failure.ts';
import type { Embedder, PaperText } from '#search/embed/embedder.ts';
import type { EmbedderOpener } from '#search/embed/embedders.ts';

/** What a test embedder is asked, and what it may be told to do. */
export interface TestEmbedder extends Embedder {
  /** Titles of the papers that were embedded, in order, and questions. */
  papers: string[];
  questions: string[];
  /** Called before papers are embedded: waits, throws, or stops somebody. */
  before: (titles: string[], signal: AbortSignal | undefined) => unknown;
}

interface Shape {
  kind?: Embedder['kind'];
  model?: string;
  fingerprint?: string;
  dimensions?: number;
  nested?: number[];
  /** Another salt gives other vectors to the same words. */
  salt?: number;
}

/** A vector in which each word has its own few directions: texts with the same words are near. */
export function wordVector(text: string, dimensions: number, salt = 0): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    let hash = 0x9dc5 + salt;
    for (const letter of word) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
    for (let i = 0; i < 4; i++) {
      hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
      vector[(hash >>> 8) % dimensions]! += hash & 1 ? 1 : -1;
    }
  }
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}

/** An embedder whose vectors depend on a text's words alone, and which counts what it is asked. */
export function testEmbedder({ salt = 0, ...shape }: Shape = {}): TestEmbedder {
  const { dimensions = 32 } = shape;
  const joined = (texts: string[]) => {
    const all = new Float32Array(texts.length * dimensions);
    for (const [i, text] of texts.entries()) all.set(wordVector(text, dimensions, salt), i * dimensions);
    return all;
  };
  const embedder: TestEmbedder = {
    kind: 'static',
    model: 'test',
    fingerprint: `test_${salt}_${dimensions}`,
    dimensions,
    nested: [],
    ...shape,
    papers: [],
    questions: [],
    before: () => undefined,
    async embedPapers(papers: readonly PaperText[], signal?: AbortSignal) {
      const titles = papers.map(({ title }) => title);
      await embedder.before(titles, signal);
      signal?.throwIfAborted();
      embedder.papers.push(...titles);
      return joined(papers.map(({ title, abstract = '' }) => `${title}\n${abstract}`));
    },
    async embedQuestions(texts: readonly string[]) {
      embedder.questions.push(...texts);
      return joined([...texts]);
    },
    close: async () => undefined,
  };
  return embedder;
}

export const outOfReach = (what: string) => new Failure('SourceUnavailable', `${what} is out of reach.`, 'Try later.');

/**
 * Opens test embedders as an installation would: the built-in one, and the chosen one if there is another. One that is
 * not given cannot be opened.
 */
export function openerOf(embedders: { builtIn?: Embedder; chosen?: Embedder; choice?: EmbedderChoice }): {
  embedders: EmbedderOpener;
} {
  const { builtIn, chosen } = embedders;
  const choice =
    embedders.choice ??
    (chosen && chosen.kind !== 'static'
      ? ({ kind: 'openai', model: chosen.model } as const)
      : { kind: 'static' as const });
  const open = async (wanted: EmbedderChoice) => {
    const found = wanted.kind === 'static' ? builtIn : chosen;
    if (!found) throw outOfReach(`The embedder ${wanted.kind}`);
    return found;
  };
  return { embedders: { choice, open } };
}
