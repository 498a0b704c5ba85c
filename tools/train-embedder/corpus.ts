import type { Tokens } from '../../src/server/search/embed/static/vocabulary.ts';
import type { TrainingPaper } from './papers.ts';

/** Papers as rows of a vocabulary, in shared memory. The first sentence of a paper is its title. */
export interface Corpus {
  /** All rows of all sentences. */
  tokens: Uint16Array;
  /** Where each sentence starts in `tokens`, and the end of the last one. */
  sentences: Uint32Array;
  /** Which sentence is the first of each paper, and the number of all. */
  papers: Uint32Array;
}

const SENTENCE_END = /(?<=[.!?])\s+(?=[\p{Lu}"'(])/u;

export const sentencesOf = (text: string): string[] => text.split(SENTENCE_END);

const shared = (bytes: number) => new SharedArrayBuffer(bytes);

/** Sentences without a known word are left out; a title without one stays, empty. */
export function corpusOf(papers: readonly TrainingPaper[], tokens: Tokens): Corpus {
  const all: Uint16Array[] = [];
  const firsts: number[] = [];
  for (const { title, abstract } of papers) {
    firsts.push(all.length);
    all.push(Uint16Array.from(tokens.rowsOf(title)));
    for (const sentence of sentencesOf(abstract)) {
      const rows = tokens.rowsOf(sentence);
      if (rows.length > 0) all.push(Uint16Array.from(rows));
    }
  }
  const length = all.reduce((sum, rows) => sum + rows.length, 0);
  const corpus: Corpus = {
    tokens: new Uint16Array(shared(length * 2)),
    sentences: new Uint32Array(shared((all.length + 1) * 4)),
    papers: new Uint32Array(shared((papers.length + 1) * 4)),
  };
  let at = 0;
  all.forEach((rows, index) => {
    corpus.tokens.set(rows, at);
    at += rows.length;
    corpus.sentences[index + 1] = at;
  });
  corpus.papers.set(firsts);
  corpus.papers[papers.length] = all.length;
  return corpus;
}
