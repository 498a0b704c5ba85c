import { authorNeighbours } from '../author-neighbours.ts';
import type { TrainingPaper } from '../papers.ts';
import { randomFrom } from '../random.ts';
import type { MeasuredSet } from './measured-set.ts';

const [QUESTIONS, DOCUMENTS] = [1_000, 20_000];
/** Keywords on more papers than this say little. */
const MOST_PAPERS_OF_KEYWORD = 20;

/** Sets that stand in for judged similar papers, and the papers that no pair of the training may hold for them. */
export interface StandIns {
  sets: MeasuredSet[];
  /** Indexes of papers whose texts the training must not see. */
  unseen: Set<number>;
  /** Indexes of papers that the training must not pair by authors. */
  unpaired: Set<number>;
}

export function shuffled(indexes: number[], random: () => number): number[] {
  const order = [...indexes];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}

export const isComputing = ({ categories, keywords }: TrainingPaper) =>
  categories[0] === undefined ? keywords.length > 0 : categories[0].startsWith('cs.');

/**
 * - `authors`: 1,000 computing papers ask for those among 20,000 that share at least two authors with them.
 * - `keywords`: papers with keywords ask for those that share rare ones, graded by how many (at most 3).
 * - `titles`: the titles of the first 1,000 ask for their own abstract among 20,000.
 */
export function standIns(papers: readonly TrainingPaper[], seed: number): StandIns {
  const random = randomFrom(seed);
  const neighbours = authorNeighbours(
    papers.map(({ authors }) => authors),
    20,
  );
  const computing = papers
    .keys()
    .filter((index) => isComputing(papers[index]!))
    .toArray();
  const order = shuffled(computing, random);
  const asking = order.filter((index) => neighbours[index]!.length >= 2).slice(0, QUESTIONS);
  const chosen = new Set([...asking, ...asking.flatMap((index) => neighbours[index]!)]);
  for (const index of order) if (chosen.size < DOCUMENTS) chosen.add(index);
  const documents = [...chosen].sort((a, b) => a - b);
  const placeOf = new Map(documents.map((index, place) => [index, place]));
  const textOf = (index: number) => ({ title: papers[index]!.title, abstract: papers[index]!.abstract });

  const authors: MeasuredSet = {
    name: 'authors',
    documents: documents.map(textOf),
    questions: asking.map(textOf),
    grades: asking.map((index) => new Map(neighbours[index]!.map((other) => [placeOf.get(other)!, 1]))),
    itself: asking.map((index) => placeOf.get(index)!),
  };
  const titles: MeasuredSet = {
    name: 'titles',
    documents: documents.map((index) => ({ title: '', abstract: papers[index]!.abstract })),
    questions: asking.map((index) => papers[index]!.title),
    grades: asking.map((index) => new Map([[placeOf.get(index)!, 1]])),
  };
  const { set: keywords, asking: byKeyword } = keywordSet(papers, random);
  return {
    sets: [authors, keywords, titles],
    unseen: new Set([...asking, ...byKeyword]),
    unpaired: new Set([...asking, ...byKeyword, ...asking.flatMap((index) => neighbours[index]!)]),
  };
}

function keywordSet(papers: readonly TrainingPaper[], random: () => number): { set: MeasuredSet; asking: number[] } {
  const having = papers
    .keys()
    .filter((index) => papers[index]!.keywords.length > 0)
    .toArray();
  const papersOf = new Map<string, number[]>();
  having.forEach((index, place) => {
    for (const keyword of new Set(papers[index]!.keywords.map((one) => one.toLowerCase())))
      papersOf.set(keyword, [...(papersOf.get(keyword) ?? []), place]);
  });
  const gradesOf = (place: number) => {
    const grades = new Map<number, number>();
    for (const places of papersOf.values()) {
      if (places.length > MOST_PAPERS_OF_KEYWORD || !places.includes(place)) continue;
      for (const other of places) if (other !== place) grades.set(other, Math.min(3, (grades.get(other) ?? 0) + 1));
    }
    return grades;
  };
  const places = shuffled([...having.keys()], random);
  const asking = places.map((place) => ({ place, grades: gradesOf(place) })).filter(({ grades }) => grades.size >= 3);
  const first = asking.slice(0, QUESTIONS / 2);
  const textOf = (index: number) => ({ title: papers[index]!.title, abstract: papers[index]!.abstract });
  return {
    set: {
      name: 'keywords',
      documents: having.map(textOf),
      questions: first.map(({ place }) => textOf(having[place]!)),
      grades: first.map(({ grades }) => grades),
      itself: first.map(({ place }) => place),
    },
    asking: first.map(({ place }) => having[place]!),
  };
}
