import type { System } from './system.ts';

/** Offprint's own rankings, as the bench asks for them: the words alone, the vectors alone, and both together. */
export const offprint: System[] = ['BM25', 'dense', 'blend'].map((name) => ({
  name: `Offprint, ${name}`,
  async open() {
    throw new Error('not yet');
  },
}));
