/** Numbers from 0 up to 1 that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One seed of several numbers. */
export function mixedSeed(...numbers: number[]): number {
  let sum = 0x9e3779b9;
  for (const number of numbers) {
    sum = Math.imul(sum ^ number, 0x85ebca6b);
    sum ^= sum >>> 15;
  }
  return sum >>> 0;
}

/** One number of a normal distribution. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
