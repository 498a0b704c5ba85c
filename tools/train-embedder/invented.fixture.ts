import type { TrainingPaper } from './papers.ts';
import { randomFrom } from './random.ts';

const STEMS = ['ga', 'lo', 'mi', 'ru', 'ta', 've', 'zo', 'ki'];
/** Four times 64 words that are in no dictionary: those of a topic begin alike and rarely meet in two papers. */
const TOPICS = ['br', 'kl', 'pr', 'st'].map((start) =>
  STEMS.flatMap((first) => STEMS.map((second) => `${start}${first}${second}b`)),
);
const COMMON = 'study approach measure compare large small novel simple general setting'.split(' ');

/** Papers about four topics in turn, in sentences of words of their topic and words of all. */
export function inventedPapers(count: number): TrainingPaper[] {
  const random = randomFrom(5);
  const one = (words: readonly string[]) => words[Math.floor(random() * words.length)]!;
  return Array.from({ length: count }, (_, index) => {
    const topic = TOPICS[index % TOPICS.length]!;
    const sentence = () => `We ${one(COMMON)} ${one(topic)} ${one(topic)} of ${one(COMMON)} ${one(topic)}.`;
    return {
      id: `invented:${index}`,
      title: `${one(topic)} and ${one(topic)} ${one(COMMON)}`,
      abstract: [sentence(), sentence(), sentence(), sentence()].join(' '),
      authors: [`Author ${index % 40}`, `Writer ${index % 40}`],
      categories: ['test'],
      keywords: [],
    };
  });
}
