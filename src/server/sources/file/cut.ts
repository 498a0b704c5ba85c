/** A record's bytes as they stand in the file, not yet parsed; or why there are none to parse. */
export type Cut = { line: number; bytes: Uint8Array } | { line: number; problem: string };

/** Cuts a stream into records, chunk by chunk, in bounded memory. */
export interface Cutter {
  push(chunk: Uint8Array): Iterable<Cut>;
  /** What is left when the stream has ended. */
  end(): Iterable<Cut>;
}

/** No record of a paper comes near: the longest of 118,620 real ones has 56 KB. */
export const RECORD_BYTES = 4 * 1024 * 1024;

export const tooLong = `The record is larger than ${RECORD_BYTES / 1024 / 1024} MB.`;

/** A record that may span chunks. Past the bound it holds nothing, and only remembers that it was too long. */
export class Pieces {
  #pieces: Uint8Array[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(piece: Uint8Array): void {
    this.#size += piece.length;
    if (this.#size > RECORD_BYTES) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  /** The record, and empty again. */
  take(line: number): Cut {
    const cut: Cut =
      this.#size > RECORD_BYTES
        ? { line, problem: tooLong }
        : { line, bytes: this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces) };
    this.#pieces = [];
    this.#size = 0;
    return cut;
  }
}
