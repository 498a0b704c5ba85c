import { Corpus, type Row } from '../engine/corpus.ts';
import { Engine } from '../engine/engine.ts';
import type { EngineAnswer, EngineQuestion } from '../engine/question.ts';
import { type Selection, selected, wordScores } from '../engine/select.ts';
import type { SimilarAnswer, SimilarQuestion } from '../engine/similar.ts';
import { similar } from '../engine/similar.ts';
import type { Suggestions } from '../engine/suggest.ts';
import { suggest } from '../engine/suggest.ts';
import { type Answering, IndexStore, indexMissing } from '../store/handle.ts';
import type { Table } from '../store/lance.ts';
import { LAYOUT } from '../store/layout.ts';
import { readTerms } from '../store/terms.ts';
import { tablesOf, type WrittenVectors } from '../store/written.ts';

/** How many builds may each end while their forerunner's tables are read, before that is trouble. */
const ATTEMPTS = 20;

/** How far what is in memory has come. */
export interface MemoryState {
  /** The catalogue's revision up to which every change is in memory. */
  watermark: number;
  papers: number;
  /** Whose vectors are in memory: a question's must come from the same. */
  vectors: WrittenVectors | undefined;
  /** Whether vectors of another embedder are being made, to take their place. */
  isChanging: boolean;
  /** Bytes of the engine, vectors included. */
  bytes: number;
}

/** What can be asked of an index, in this thread or in another. */
export interface Asks {
  search(question: EngineQuestion): EngineAnswer;
  similar(question: SimilarQuestion): SimilarAnswer;
  suggest(text: string, limit: number, named: string[]): Suggestions;
  selected(selection: Selection): string[];
  wordScores(words: string): { ids: string[]; scores: Float32Array };
  state(): MemoryState;
}

interface Loaded {
  isChanging: boolean;
  table: string;
  watermark: number;
  vectors: WrittenVectors | undefined;
}

/** A column of a piece: its values by row. */
interface Column {
  get(row: number): unknown;
}

/** A query's rows in the pieces that LanceDB hands them out in, two columns of each. */
async function* pieces(table: Table, [first, second]: [string, string], where: string) {
  for await (const batch of table.query().where(where).select([first, second])) {
    const columns: [Column, Column] = [batch.getChild(first)!, batch.getChild(second)!];
    yield { rows: batch.numRows, columns };
  }
}

/**
 * Holds an index in memory and follows it: what the writer adds is taken in at the next {@link refresh}. The files are
 * not asked for any question.
 */
export class Follower implements Asks {
  readonly #store: IndexStore;
  readonly #engine = new Engine();
  #loaded: Loaded | undefined;
  #refreshing: Promise<void> | undefined;

  constructor(uri: string) {
    this.#store = new IndexStore(uri);
  }

  /** The table in memory, or the one that was to come into it: what trouble is about. */
  table: string | undefined;

  /**
   * Takes in what is new. One at a time; who comes meanwhile waits for the same.
   * @throws Failure `SourceUnavailable` where there is no index yet; whatever LanceDB says of a damaged one.
   */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  get isLoaded(): boolean {
    return this.#loaded !== undefined;
  }

  async #refresh(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const answering = await this.#look();
      try {
        return await this.#take(answering);
      } catch (error) {
        // Tables that have given way to others are taken away, perhaps while they are read here.
        const now = attempt < ATTEMPTS ? await this.#look() : answering;
        if (String(tablesOf(now.written)) === String(tablesOf(answering.written))) throw error;
      }
    }
  }

  async #look(): Promise<Answering> {
    this.#store.forget();
    const answering = await this.#store.answering();
    if (!answering) throw indexMissing('is not there yet');
    if (answering.written.layout !== LAYOUT) throw indexMissing('was written by another version of Offprint');
    return answering;
  }

  async #take(answering: Answering): Promise<void> {
    const { written } = answering;
    this.table = written.table;
    if (this.#loaded?.table !== written.table || this.#engine.corpus.isWorn) {
      const corpus = new Corpus();
      await this.#takePapers(answering, corpus, undefined);
      await this.#takeVectors(answering, corpus, undefined);
      this.#engine.replace(corpus);
    } else {
      const { corpus } = this.#engine;
      if (written.watermark > this.#loaded.watermark) await this.#takePapers(answering, corpus, this.#loaded.watermark);
      await this.#takeVectors(answering, corpus, this.#loaded.vectors);
    }
    this.#loaded = {
      table: written.table,
      watermark: written.watermark,
      vectors: written.vectors,
      isChanging: written.next !== undefined,
    };
  }

  async #takePapers({ connection, papers, written }: Answering, corpus: Corpus, after: number | undefined) {
    await papers.checkoutLatest();
    const found: Row[] = [];
    for await (const { rows, columns } of pieces(papers, ['id', 'doc'], `revision > ${after ?? -1}`)) {
      for (let row = 0; row < rows; row++) {
        const doc = columns[1].get(row) as Uint8Array | null;
        if (doc !== null || after !== undefined)
          found.push({ id: columns[0].get(row) as string, doc: doc ?? undefined });
      }
    }
    // After the papers: terms are stored before the papers that have them, so all of theirs are there now.
    const terms = await connection.openTable(written.termsTable);
    corpus.dictionary.expect(written.terms);
    await readTerms(terms, corpus.dictionary, (block) => corpus.addTerms(block));
    corpus.apply(found);
  }

  async #takeVectors(
    { connection, written: { vectors } }: Answering,
    corpus: Corpus,
    loaded: WrittenVectors | undefined,
  ) {
    if (!vectors) return corpus.resetVectors(undefined);
    const isSame = vectors.table === loaded?.table;
    if (isSame && vectors.watermark === loaded.watermark) return;
    const table = await connection.openTable(vectors.table);
    const found: { id: string; vector: Uint8Array }[] = [];
    const where = `revision > ${isSame ? loaded.watermark : -1}`;
    for await (const { rows, columns } of pieces(table, ['id', 'vector'], where)) {
      for (let row = 0; row < rows; row++)
        found.push({ id: columns[0].get(row) as string, vector: columns[1].get(row) as Uint8Array });
    }
    // All at once: until then the ones before answer, whose embedder makes the vectors of questions.
    if (!isSame) corpus.resetVectors(vectors);
    for (const { id, vector } of found) corpus.setVector(id, vector);
  }

  search({ vector, ...question }: EngineQuestion): EngineAnswer {
    const { fingerprint } = this.#loaded?.vectors ?? {};
    // The question may have been made into a vector before other vectors took over.
    const isComparable = question.fingerprint === undefined || question.fingerprint === fingerprint;
    return this.#engine.search(isComparable ? { ...question, vector } : question);
  }

  similar(question: SimilarQuestion): SimilarAnswer {
    return similar(this.#engine.corpus, question);
  }

  suggest(text: string, limit: number, named: string[]): Suggestions {
    return suggest(this.#engine.corpus, this.#engine.spelling, text, limit, named);
  }

  selected(selection: Selection): string[] {
    return selected(this.#engine, selection);
  }

  wordScores(words: string): { ids: string[]; scores: Float32Array } {
    return wordScores(this.#engine, words);
  }

  state(): MemoryState {
    const { corpus, spelling } = this.#engine;
    const { watermark = 0, vectors, isChanging = false } = this.#loaded ?? {};
    return { watermark, papers: corpus.size, vectors, isChanging, bytes: corpus.bytes + spelling.bytes };
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}
