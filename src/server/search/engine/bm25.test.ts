import { expect, test } from 'vitest';
import { chancePaper, Shelf, type Told, WORDS } from '#test/harness/corpora.ts';
import { randomFrom } from '#test/harness/random.ts';
import { stemOf } from '../text/stems.ts';
import { cutWords } from '../text/words.ts';
import { type AskedTerm, BM25, rarityOf, scoreParts, WordScores } from './bm25.ts';
import { WEIGHTS } from './document.ts';

const TITLE_WEIGHT = WEIGHTS.title;

/** What the formula looks at in a paper, counted word by word. */
function countsIn({ title = '', abstract = '', authors = [], keywords = [] }: Told) {
  const stems = (text: string) => cutWords(text).words.map(stemOf).filter(Boolean);
  const [inTitle, inAbstract, inKeywords] = [stems(title), stems(abstract), stems(keywords.join(', '))];
  return {
    inTitle,
    rest: [...inAbstract, ...stems(authors.join(', ')), ...inKeywords],
    titleLength: cutWords(title).words.length,
    length: inTitle.length * TITLE_WEIGHT + inAbstract.length + inKeywords.length,
  };
}

const times = (all: string[], stem: string) => all.filter((one) => one === stem).length;

/** The formula of `bm25.ts` as a book would write it. */
function scoresByHand(papers: Told[], stems: string[]): number[] {
  const { k1, b, bTitle } = BM25;
  const counted = papers.map(countsIn);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const averageLength = mean(counted.map(({ length }) => length));
  const averageTitle = mean(counted.map(({ titleLength }) => titleLength));
  return counted.map(({ inTitle, rest, titleLength, length }) => {
    let score = 0;
    for (const stem of stems) {
      const having = counted.filter((one) => one.inTitle.includes(stem) || one.rest.includes(stem)).length;
      const rarity = Math.log(1 + (papers.length - having + 0.5) / (having + 0.5));
      const first = inTitle.includes(stem) ? TITLE_WEIGHT / (1 - bTitle + (bTitle * titleLength) / averageTitle) : 0;
      const others = Math.max(0, times(inTitle, stem) - 1) * TITLE_WEIGHT + times(rest, stem);
      const frequency = first + others;
      if (frequency > 0)
        score += (rarity * frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * length) / averageLength));
    }
    return score;
  });
}

test.each([1, 2, 3])('scores are what the formula gives, and their parts add up to them (seed %i)', (seed) => {
  const random = randomFrom(seed);
  const papers = Array.from({ length: 300 }, () => chancePaper(random));
  const on = new Shelf();
  // In several batches, so that there are several runs.
  for (let from = 0; from < 300; from += 70) {
    on.take(papers.slice(from, from + 70).map((paper, n): [string, Told] => [`p${from + n}`, paper]));
  }
  const { corpus } = on;
  const scores = new WordScores();
  for (let question = 0; question < 20; question++) {
    const length = 1 + Math.floor(random() * 4);
    const stems = [...new Set(Array.from({ length }, () => stemOf(WORDS[Math.floor(random() * WORDS.length)]!)))];
    const terms = stems.map((stem): AskedTerm => {
      const term = corpus.dictionary.find(stem);
      return { term, weight: 1, rarity: rarityOf(corpus, term) };
    });
    scores.ask(corpus, terms, corpus.alive);
    const byHand = scoresByHand(papers, stems);
    expect(scores.count).toBe(byHand.filter((score) => score > 0).length);
    for (const [n, score] of byHand.entries()) {
      const doc = corpus.numbers.get(`p${n}`)!;
      expect(scores.scores[doc]).toBeCloseTo(score, 3);
      const parts = scoreParts(corpus, terms, doc);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 4);
      expect(scores.words[doc]).toBe(parts.filter((part) => part > 0).length);
    }
  }
});

test('only papers that are allowed get a score, and a heavier word counts in proportion', () => {
  const on = new Shelf().take({ a: { title: 'Zebra' }, b: { title: 'Zebra vortex' }, c: { title: 'Vortex' } });
  const { corpus } = on;
  const term = corpus.dictionary.find('zebra');
  const rarity = rarityOf(corpus, term);
  const scores = new WordScores();
  scores.ask(corpus, [{ term, weight: 1, rarity }], Uint8Array.of(0, 1, 1));
  expect(Array.from(scores.touched.subarray(0, scores.count))).toEqual([1]);
  const once = scores.scores[1]!;
  scores.ask(corpus, [{ term, weight: 0.5, rarity }], corpus.alive);
  expect(scores.scores[1]).toBeCloseTo(once / 2);
  expect(scores.scores[0]).toBeGreaterThan(scores.scores[1]!);
  scores.ask(corpus, [], corpus.alive);
  expect([scores.count, scores.scores[0], scores.scores[1]]).toEqual([0, 0, 0]);
});
