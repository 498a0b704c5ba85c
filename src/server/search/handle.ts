import { Failure } from '#floor/failure.ts';
import { type Checksums, checksumsOf, tableFolder } from './checksums.ts';
import { type Connection, type Lance, loadLance, type Table } from './lance.ts';
import { LAYOUT, textSchema } from './layout.ts';

/** What the indexer last wrote down: which table answers, and how far it has come. */
export interface Written {
  /** Name of the table of papers. A new one is built beside the old one, then this is turned over. */
  table: string;
  /** Every change of the catalogue up to this revision is in the table. */
  watermark: number;
  layout: number;
  /** Name of the catalogue that it follows: a database that was exchanged is noticed whatever its revision. */
  catalogue: string;
  /** The table's version when this was written: an older one is damage. */
  version: number;
  /** See `checksums.ts`; empty where the index is no folder. */
  files: Checksums;
}

export interface Answering {
  lance: Lance;
  papers: Table;
  written: Written;
}

/** The table of one line that says which table answers. */
export const STATE = 'state';
/** What another process wrote is seen after this at the latest. */
const SEEN_WITHIN_MS = 1_000;

const text = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The first line of what LanceDB says, without the paths of its own sources. */
export const briefly = (error: unknown) =>
  text(error)
    .split('\n')[0]!
    .replace(/, \/\S+/g, '')
    .slice(0, 200);

/** What LanceDB threw while the index was written to, told apart from what the database throws. */
export class IndexTrouble extends Error {}

export function writing<T>(work: Promise<T>): Promise<T> {
  return work.catch((error) => {
    throw new IndexTrouble(briefly(error), { cause: error });
  });
}

const missing = (what: string) =>
  new Failure(
    'SourceUnavailable',
    `The search index ${what}. It is being built from the catalogue.`,
    '“offprint doctor” shows how far it is; a running server builds it by itself, and so does “offprint index”.',
  );

/**
 * A search index in a folder, or at an `s3://…` or `db://…` address. Holds nothing open before the first question.
 * Any number of handles and processes may read; writing is for whoever holds the lease, see `indexer.ts`.
 */
export class SearchIndex {
  readonly uri: string;
  /** What a question stumbled over, and in which table; while that one answers, the indexer builds the index anew. */
  damage: { table: string | undefined; error: unknown } | undefined;
  /** Whether a question found the index absent or damaged: then there is work for the indexer, catalogue or no. */
  isOff = false;
  /** Whether this handle has read the whole index once without an error. */
  isChecked = false;
  /** Stems of words, kept because a page of hits has some 5,000 words and few of them are new. */
  stems = new Map<string, string>();
  #connecting: Promise<{ lance: Lance; connection: Connection }> | undefined;
  #state: Table | undefined;
  #answering: { at: number; answer: Promise<Answering | undefined> } | undefined;
  #papers: Table | undefined;

  constructor(uri: string) {
    this.uri = uri;
  }

  /** Connects at the first call. The interval is how old a version other processes' writes may hide behind. */
  connect(): Promise<{ lance: Lance; connection: Connection }> {
    this.#connecting ??= (async () => {
      const lance = await loadLance();
      const connection = await lance.connect(this.uri, { readConsistencyInterval: SEEN_WITHIN_MS / 1000 });
      return { lance, connection };
    })();
    this.#connecting.catch(() => {
      this.#connecting = undefined;
    });
    return this.#connecting;
  }

  /**
   * The table that answers now; undefined where no index was ever finished.
   * @throws whatever LanceDB says of a damaged folder.
   */
  answering(): Promise<Answering | undefined> {
    const known = this.#answering;
    if (known && Date.now() - known.at < SEEN_WITHIN_MS) return known.answer;
    const answer = this.#look();
    this.#answering = { at: Date.now(), answer };
    answer.catch(() => this.forget());
    return answer;
  }

  async #look(): Promise<Answering | undefined> {
    const { lance, connection } = await this.connect();
    if (!this.#state) {
      if (!(await connection.tableNames()).includes(STATE)) return undefined;
      this.#state = await connection.openTable(STATE);
    }
    await this.#state.checkoutLatest();
    const [row] = await this.#state.query().limit(1).toArray();
    if (!row) return undefined;
    const written = JSON.parse(row.written) as Written;
    if (this.#papers?.name !== written.table) this.#papers = await connection.openTable(written.table);
    return { lance, papers: this.#papers, written };
  }

  /** Makes the next question look at the index afresh. */
  forget(): void {
    this.#answering = undefined;
    this.#state = undefined;
    this.#papers = undefined;
  }

  /**
   * Writes down how far the index has come, with the files that it now consists of. One commit: a reader sees the old
   * or the new line.
   */
  async write(papers: Table, so: Omit<Written, 'table' | 'version'>): Promise<Written> {
    const { connection } = await this.connect();
    const folder = tableFolder(this.uri, papers.name);
    const files = folder ? await checksumsOf(folder, so.files) : {};
    const written: Written = { ...so, table: papers.name, version: await papers.version(), files };
    const rows = [{ written: JSON.stringify(written) }];
    const state =
      this.#state ??
      (await connection.createEmptyTable(STATE, await textSchema('written'), { mode: 'create', existOk: true }));
    await state.add(rows, { mode: 'overwrite' });
    const version = await state.version();
    if (version % 100 === 0) await state.optimize({ cleanupOlderThan: new Date(Date.now() - 600_000) });
    this.#answering = undefined;
    return written;
  }

  /**
   * Puts a question to the index. A reader may hold a table that a rebuild has just replaced: so twice.
   * @throws Failure `SourceUnavailable` where the index is absent, of another layout or damaged.
   */
  async ask<T>(question: (answering: Answering) => Promise<T>): Promise<T> {
    for (const isLastTry of [false, true]) {
      try {
        const answering = await this.answering();
        if (!answering) throw missing('is not there yet');
        if (answering.written.layout !== LAYOUT) throw missing('was written by another version of Offprint');
        return await question(answering);
      } catch (error) {
        this.isOff ||= isLastTry || error instanceof Failure;
        if (error instanceof Failure) throw error;
        const table = this.#papers?.name;
        this.forget();
        if (isLastTry) {
          this.damage = { table, error };
          throw missing(`is damaged (${briefly(error)})`);
        }
      }
    }
    throw missing('gave no answer');
  }

  async close(): Promise<void> {
    const connecting = this.#connecting;
    this.forget();
    this.#connecting = undefined;
    if (connecting) (await connecting.catch(() => undefined))?.connection.close();
  }
}

/**
 * The index at `uri`: a folder's path, or an address that LanceDB knows (`s3://…`, `db://…`). Touches nothing yet.
 */
export async function openSearchIndex(uri: string): Promise<SearchIndex> {
  return new SearchIndex(uri);
}
