import { Failure } from '#floor/failure.ts';
import { checksumsOf, tableFolder } from './checksums.ts';
import { type Connection, type Lance, loadLance, type Table } from './lance.ts';
import { tableFor } from './layout.ts';
import { StoredTerms } from './terms.ts';
import { tablesOf, type Written } from './written.ts';

export interface Answering {
  connection: Connection;
  papers: Table;
  written: Written;
}

/** The table of one line that says which tables answer. */
export const STATE = 'state';
/** What another process wrote is seen after this at the latest. */
export const SEEN_WITHIN_MS = 1_000;

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

/** The line that says which tables answer, as it is now. */
async function lineOf(state: Table): Promise<Written | undefined> {
  await state.checkoutLatest();
  const [row] = await state.query().limit(1).toArray();
  return row && (JSON.parse(row.written) as Written);
}

/** @param what follows “The search index”. */
export const indexMissing = (what: string) =>
  new Failure(
    'SourceUnavailable',
    `The search index ${what}. It is being built from the catalogue.`,
    '“offprint doctor” shows how far it is; a running server builds it by itself, and so does “offprint index”.',
  );

/**
 * The tables of a search index in a folder, or at an `s3://…` or `db://…` address. Holds nothing open before the first
 * use. Any number of handles and processes may read; writing is for whoever holds the lease, see `indexer.ts`.
 */
export class IndexStore {
  readonly uri: string;
  /** When its small files were last joined and old versions taken away; a process begins with a rest. */
  tidiedAt = Date.now();
  #connecting: Promise<{ lance: Lance; connection: Connection }> | undefined;
  #state: Table | undefined;
  #answering: { at: number; answer: Promise<Answering | undefined> } | undefined;
  #papers: Table | undefined;
  /** The writer's terms, kept between runs. */
  #terms: StoredTerms | undefined;

  constructor(uri: string) {
    this.uri = uri;
  }

  /** Whether it is a service of LanceDB's, which joins small files by itself and refuses to be told to. */
  get isService(): boolean {
    return this.uri.startsWith('db://');
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
   * The tables that answer now; undefined where no index was ever finished.
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
    const { connection } = await this.connect();
    if (!this.#state) {
      if (!(await connection.tableNames()).includes(STATE)) return undefined;
      this.#state = await connection.openTable(STATE);
    }
    for (let written = await lineOf(this.#state); written; ) {
      try {
        if (this.#papers?.name !== written.table) this.#papers = await connection.openTable(written.table);
        return { connection, papers: this.#papers, written };
      } catch (error) {
        // A build that ends between the line and the table takes away the table that the line named.
        const now = await lineOf(this.#state);
        if (now?.table === written.table) throw error;
        written = now;
      }
    }
    return undefined;
  }

  /** Makes the next question look at the index afresh. */
  forget(): void {
    this.#answering = undefined;
    this.#state = undefined;
    this.#papers = undefined;
  }

  /**
   * The terms of a table, for the writer, who adds to them.
   * @param size how many there are, where that is known.
   * @throws Error where they are damaged.
   */
  async terms(name: string, size?: number): Promise<StoredTerms> {
    const known = this.#terms;
    if (known?.table.name === name && (await known.isCurrent())) return known;
    const { connection } = await this.connect();
    this.#terms = await StoredTerms.open(await connection.openTable(name), size);
    return this.#terms;
  }

  /**
   * Writes down how far the index has come, with the files that it now consists of. One commit: others see the old
   * or the new line.
   */
  async write(so: Omit<Written, 'versions'>): Promise<Written> {
    const { connection } = await this.connect();
    const written: Written = { ...so, versions: {}, files: {} };
    for (const name of tablesOf(so)) {
      const folder = tableFolder(this.uri, name);
      written.versions[name] = await (await connection.openTable(name)).version();
      if (folder) written.files[name] = await checksumsOf(folder, so.files[name] ?? {});
    }
    const state = this.#state ?? (await tableFor(connection, STATE, 'state'));
    await state.add([{ written: JSON.stringify(written) }], { mode: 'overwrite' });
    const version = await state.version();
    if (version % 100 === 0 && !this.isService)
      await state.optimize({ cleanupOlderThan: new Date(Date.now() - 600_000) });
    this.#answering = undefined;
    return written;
  }

  async close(): Promise<void> {
    const connecting = this.#connecting;
    this.forget();
    this.#connecting = undefined;
    if (connecting) (await connecting.catch(() => undefined))?.connection.close();
  }
}
