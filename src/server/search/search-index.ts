import { type EmbedderOpener, Embedders } from './embed/embedders.ts';
import { IndexMemory } from './memory/memory.ts';
import { IndexStore } from './store/handle.ts';

/** What a question stumbled over, and in which table; no error where there is no index yet. */
export interface Trouble {
  table: string | undefined;
  error?: unknown;
}

/**
 * A search index in a folder, or at an `s3://…` or `db://…` address: the tables, what reads them into memory, and the
 * embedders. Holds nothing open before the first use.
 */
export class SearchIndex {
  readonly uri: string;
  readonly store: IndexStore;
  readonly memory: IndexMemory;
  readonly embedders: Embedders;
  /** What a question stumbled over, and in which table; while that one answers, the indexer builds the index anew. */
  damage: Trouble | undefined;
  /** Whether a question found the index absent or damaged: then there is work for the indexer, catalogue or no. */
  isOff = false;
  /** Is told of trouble too: where the indexer works in another thread. */
  onTrouble: ((trouble: Trouble) => void) | undefined;
  /** Whether this handle has read the whole index once without an error. */
  isChecked = false;

  constructor(uri: string, { embedders, isBeside }: IndexOptions) {
    this.uri = uri;
    this.store = new IndexStore(uri);
    this.memory = new IndexMemory(uri, isBeside ?? false);
    this.embedders = new Embedders(embedders);
    this.memory.onTrouble = (trouble) => this.noteTrouble(trouble);
  }

  /** Takes note that a question found the index absent or damaged: the next run of the indexer mends it. */
  noteTrouble(trouble: Trouble): void {
    this.isOff = true;
    if (trouble.error !== undefined) this.damage = trouble;
    this.onTrouble?.(trouble);
  }

  /** Makes the next question look at the index afresh. */
  forget(): void {
    this.store.forget();
    this.memory.forget();
  }

  async close(): Promise<void> {
    await this.memory.close();
    await this.embedders.close();
    await this.store.close();
  }
}

export interface IndexOptions {
  embedders: EmbedderOpener;
  /** Whether questions are answered in a thread of their own: in a server. */
  isBeside?: boolean;
}

/**
 * The index at `uri`: a folder's path, or an address that LanceDB knows (`s3://…`, `db://…`). Touches nothing yet.
 */
export async function openSearchIndex(uri: string, options: IndexOptions): Promise<SearchIndex> {
  return new SearchIndex(uri, options);
}
