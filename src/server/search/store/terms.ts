import { setImmediate as nextTurn } from 'node:timers/promises';
import { Dictionary } from '../engine/dictionary.ts';
import type { Table } from './lance.ts';
import type { TermsRow } from './layout.ts';

/**
 * Reads the blocks of terms that a dictionary does not have yet, in order. A block is of a thousand papers or fewer; after
 * each the event loop turns: a million terms at once kept a server's requests waiting for 0.35 s.
 * @throws Error where a block is missing or was written twice.
 */
export async function readTerms(table: Table, dictionary: Dictionary, take: (block: string) => void): Promise<void> {
  await table.checkoutLatest();
  const query = table.query().where(`first >= ${dictionary.size}`).select(['first', 'terms']);
  const blocks: { first: number; terms: () => string }[] = [];
  for await (const batch of query) {
    const [firsts, terms] = [batch.getChild('first')!, batch.getChild('terms')!];
    for (let row = 0; row < batch.numRows; row++) blocks.push({ first: firsts.get(row), terms: () => terms.get(row) });
  }
  for (const { first, terms } of blocks.sort((a, b) => a.first - b.first)) {
    if (first !== dictionary.size) throw new Error(`terms ${dictionary.size} to ${first} do not follow each other`);
    take(terms());
    await nextTurn();
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

  /**
   * @param terms how many there are, where that is known.
   * @throws Error where blocks do not follow each other: two processes wrote at once, or a file is missing.
   */
  static async open(table: Table, terms = 0): Promise<StoredTerms> {
    const dictionary = new Dictionary();
    dictionary.expect(terms);
    await readTerms(table, dictionary, (block) => dictionary.addBlock(block));
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
