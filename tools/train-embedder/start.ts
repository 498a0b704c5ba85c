import type { Corpus } from './corpus.ts';
import { normal, randomFrom } from './random.ts';

/** In how many papers each row stands. */
export function papersWith({ tokens, sentences, papers }: Corpus, rows: number): Uint32Array {
  const [counts, last] = [new Uint32Array(rows), new Int32Array(rows).fill(-1)];
  for (let paper = 0; paper + 1 < papers.length; paper += 1) {
    for (let at = sentences[papers[paper]!]!; at < sentences[papers[paper + 1]!]!; at += 1) {
      const row = tokens[at]!;
      if (last[row] !== paper) counts[row]! += 1;
      last[row] = paper;
    }
  }
  return counts;
}

/** Vectors to start from: directions at random, lengths by the inverse document frequency, at most 1. */
export function startVectors(corpus: Corpus, rows: number, columns: number, seed: number): Float32Array {
  const papers = corpus.papers.length - 1;
  const counts = papersWith(corpus, rows);
  const random = randomFrom(seed);
  const vectors = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const rarity = Math.log((papers + 1) / (counts[row]! + 0.5)) / Math.log(papers + 1);
    const scale = Math.max(0.05, rarity) / Math.sqrt(columns);
    for (let at = 0; at < columns; at += 1) vectors[row * columns + at] = normal(random) * scale;
  }
  return vectors;
}
