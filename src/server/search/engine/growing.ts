type Numbers = Uint8Array | Uint16Array | Int8Array | Uint32Array | Int32Array | Float32Array;

/** A typed array that grows by doubling. `values` is as long as its room, not as what was pushed. */
export class Growing<T extends Numbers> {
  values: T;
  length = 0;
  readonly #make: (length: number) => T;

  constructor(make: (length: number) => T, room = 1024) {
    this.#make = make;
    this.values = make(room);
  }

  get bytes(): number {
    return this.values.byteLength;
  }

  push(value: number): void {
    this.reserve(this.length + 1);
    this.values[this.length++] = value;
  }

  append(values: ArrayLike<number>): void {
    this.reserve(this.length + values.length);
    this.values.set(values, this.length);
    this.length += values.length;
  }

  reserve(length: number): void {
    if (length <= this.values.length) return;
    const larger = this.#make(Math.max(length, this.values.length * 2));
    larger.set(this.values as ArrayLike<number>);
    this.values = larger;
  }
}
