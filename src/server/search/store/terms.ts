import { Dictionary } from '../engine/dictionary.ts';
import type { Table } from './lance.ts';
import type { TermsRow } from './layout.ts';

/**
 * Reads the blocks of terms that a dictionary does not have yet, in order.
 * @throws Error where a block is missing or was written twice.
 */
export async function readTerms(table: Table, dictionary: Dictionary, take: (block: string) => void): Promise<void> {
  await table.checkoutLatest();
  const query = table.query().where(`first >= ${dictionary.size}`).select(['first', 'terms']);
  const rows = (await query.toArray()) as unknown as TermsRow[];
  for (const { first, terms } of rows.sort((a, b) => a.first - b.first)) {
    if (first !== dictionary.size) throw new Error(`terms ${dictionary.size} to ${first} do not follow each other`);
    take(terms);
  }
}

/** The writer's dictionary and the table that it is stored in. Terms are stored before the papers that have them. */
export class StoredTerms {
  readonly table: Table;
  readonly dictionary: Dictionary;
  #stored: number;
  #version: number;

  private constructor(table: Table, dictionary: Dictionary, version: number) {
    this.table = table;
    this.dictionary = dictionary;
    this.#stored = dictionary.size;
    this.#version = version;
  }

  /** @throws Error where blocks do not follow each other: two processes wrote at once, or a file is missing. */
  static async open(table: Table): Promise<StoredTerms> {
    const dictionary = new Dictionary();
    await readTerms(table, dictionary, (block) => {
      for (const term of block.split('\n')) dictionary.add(term);
    });
    return new StoredTerms(table, dictionary, await table.version());
  }

  /** Whether nobody else has written to the table since. */
  async isCurrent(): Promise<boolean> {
    await this.table.checkoutLatest();
    return (await this.table.version()) === this.#version;
  }

  /** Stores the terms that were added to the dictionary. */
  async save(): Promise<void> {
    const { size } = this.dictionary;
    if (size === this.#stored) return;
    const row: TermsRow = { first: this.#stored, terms: this.dictionary.block(this.#stored) };
    await this.table.add([row]);
    this.#stored = size;
    this.#version = await this.table.version();
  }
}
