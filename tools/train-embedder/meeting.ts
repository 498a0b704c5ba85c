/** Where threads wait until all of them have come. */
export class Meeting {
  readonly #places: Int32Array;
  readonly #members: number;

  /** @param buffer eight bytes of zeros that all members share. */
  constructor(buffer: SharedArrayBuffer, members: number) {
    this.#places = new Int32Array(buffer);
    this.#members = members;
  }

  wait(): void {
    const round = Atomics.load(this.#places, 1);
    if (Atomics.add(this.#places, 0, 1) === this.#members - 1) {
      Atomics.store(this.#places, 0, 0);
      Atomics.store(this.#places, 1, round + 1);
      Atomics.notify(this.#places, 1);
    } else Atomics.wait(this.#places, 1, round);
  }
}
