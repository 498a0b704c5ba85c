/**
 * Numbers in [0, 1) that look random and come again with the same seed: a 32-bit Weyl sequence, each step
 * scrambled with the finaliser of MurmurHash3.
 */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

/** The seed to use: the one in TEST_SEED to repeat a run, else a fresh one. */
export function freshSeed(): number {
  return Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
}
