import type { Pace } from '#floor/pace.ts';
import type { Embedder } from '../embedder.ts';
import { familyOf } from '../families.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { paperWords } from '../paper-words.ts';
import { toUnitLength } from '../unit-length.ts';
import { cut, fitVectors } from './fit.ts';
import { PAPERS, QUESTIONS } from './patience.ts';
import { type Endpoint, unavailable } from './request.ts';

/** What TEI takes at once unless told otherwise; larger requests won nothing with the others. */
const BATCH = 32;
/** Requests under way at the same time. */
const AT_ONCE = 4;
/** Some 2,000 tokens: longer than nearly every abstract, within what every model of OpenAI takes. */
const LONGEST = 8_000;
/** Lengths at which the text-embedding-3 models may be cut, as trained. */
const NESTED = [256, 512, 1024, 1536];

export interface OpenAiOptions extends Endpoint {
  /** Undefined for what is known of the model's family. */
  questionPrefix?: string | undefined;
  paperPrefix?: string | undefined;
  /** How patient to be with papers, with questions, and at the opening. */
  pace?: { papers: Pace; questions: Pace };
}

/**
 * An embedder at any endpoint of OpenAI's embeddings API: TEI, vLLM, Ollama, OpenAI. One question is asked at once, which
 * tells how long its vectors are.
 * @throws Failure `SourceUnavailable` where the endpoint does not answer as it should.
 */
export async function openOpenAiEmbedder(options: OpenAiOptions, signal?: AbortSignal): Promise<Embedder> {
  const { url, model, key } = options;
  const { questionPrefix = familyOf(model).question, paperPrefix = familyOf(model).paper } = options;
  const endpoint: Endpoint = { url, model, key };
  const pace = options.pace ?? { papers: PAPERS, questions: QUESTIONS };
  const [probe] = await fitVectors(endpoint, ['probe'], pace.questions, signal);
  const dimensions = probe!.length;

  /** One request's texts into their places; texts without words are not sent, since OpenAI refuses them. */
  async function embed(texts: readonly string[], pace: Pace, signal?: AbortSignal): Promise<Float32Array> {
    const vectors = new Float32Array(texts.length * dimensions);
    const places = [...texts.keys()].filter((at) => texts[at]);
    const batches: number[][] = [];
    for (let at = 0; at < places.length; at += BATCH) batches.push(places.slice(at, at + BATCH));
    const stop = new AbortController();
    const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    const next = batches.values();
    const work = async () => {
      for (const batch of next) {
        either.throwIfAborted();
        const found = await fitVectors(
          endpoint,
          batch.map((at) => texts[at]!),
          pace,
          either,
        );
        for (const [row, at] of batch.entries()) vectors.set(checked(found[row]!), at * dimensions);
      }
    };
    // The first that fails stops the others: their answers would be paid for and thrown away.
    const workers = Array.from({ length: Math.min(AT_ONCE, batches.length) }, () =>
      work().catch((error: unknown) => {
        stop.abort(error);
        throw error;
      }),
    );
    await Promise.all(workers);
    return vectors;
  }

  function checked(vector: Float32Array): Float32Array {
    if (vector.length === dimensions) return toUnitLength(vector);
    throw unavailable(
      endpoint,
      `now gives vectors of ${vector.length} numbers, where it gave ${dimensions}`,
      'Another model seems to be served there. Start again, so that every paper is embedded anew.',
    );
  }

  const prepared = (prefix: string, words: string) => {
    const text = words.trim();
    return text && cut(prefix + text, LONGEST);
  };
  return {
    kind: 'openai',
    model,
    fingerprint: fingerprintOf('openai', [url, model, dimensions, questionPrefix, paperPrefix]),
    dimensions,
    nested: /^text-embedding-3-/.test(model) ? NESTED.filter((length) => length < dimensions) : [],
    embedPapers: (papers, signal) =>
      embed(
        papers.map((paper) => prepared(paperPrefix, paperWords(paper))),
        pace.papers,
        signal,
      ),
    embedQuestions: (texts, signal) =>
      embed(
        texts.map((text) => prepared(questionPrefix, text)),
        pace.questions,
        signal,
      ),
    close: async () => {},
  };
}
