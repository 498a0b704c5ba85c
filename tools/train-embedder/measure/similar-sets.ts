import { stem } from '../../../src/server/search/embed/static/stem.ts';
import { STOP_WORDS } from '../../../src/server/search/embed/static/stop-words.ts';
import { wordsOf } from '../../../src/server/search/embed/static/words.ts';
import type { TrainingPaper } from '../papers.ts';
import { randomFrom } from '../random.ts';
import { coinedNames, namesIn, without, withoutNames } from './coined-names.ts';
import type { MeasuredSet } from './measured-set.ts';
import { isComputing, shuffled } from './stand-ins.ts';

const [QUESTIONS, DOCUMENTS, HIGHEST_GRADE] = [1_500, 20_000, 3];
/** What more papers than this of 20,000 have in common says little. */
const MOST_PAPERS = 20;
/** Papers in as many categories as this are about what few are. */
const LEAST_CATEGORIES = 3;

/** Neighbouring stems of a text, stop words passed over. */
function phrasesOf(text: string): string[] {
  const stems = wordsOf(text).flatMap((word) => (word.length < 2 || STOP_WORDS.has(word) ? [] : [stem(word)]));
  return [...new Set(stems.slice(1).map((next, at) => `${stems[at]} ${next}`))];
}

/** By document: those that share at least one of its marks, graded by how many; marks of many say nothing. */
export function sharing(marks: readonly (readonly string[])[], most: number): Map<number, number>[] {
  const having = new Map<string, number[]>();
  marks.forEach((own, document) => {
    for (const mark of own) having.set(mark, [...(having.get(mark) ?? []), document]);
  });
  return marks.map((own, document) => {
    const grades = new Map<number, number>();
    for (const mark of own) {
      const others = having.get(mark)!;
      if (others.length > most) continue;
      for (const other of others)
        if (other !== document) grades.set(other, Math.min(HIGHEST_GRADE, (grades.get(other) ?? 0) + 1));
    }
    return grades;
  });
}

/**
 * Papers ask for similar ones among 20,000 on computing. What makes them similar is in none of the texts that are
 * ranked, and none of it is what the training pairs by.
 * - `mentions`: for later papers of other people that speak of what the paper named; the name is struck from all texts.
 * - `names`: for papers with the same rare names of methods and data; all names are struck from all texts.
 * - `phrases`: abstracts ask for abstracts whose titles share rare pairs of words with the asking paper's.
 * - `categories`: for papers with exactly the same three or more categories, where those are few.
 * @param unseen papers that the training has not seen: they ask for phrases and categories.
 */
export function similarSets(
  papers: readonly TrainingPaper[],
  unseen: ReadonlySet<number>,
  seed: number,
): MeasuredSet[] {
  const order = shuffled(
    papers
      .keys()
      .filter((index) => isComputing(papers[index]!))
      .toArray(),
    randomFrom(seed),
  );
  const places = new Map(order.map((index, at) => [index, at]));
  const coined = coinedNames(papers)
    .filter(({ paper, mentions }) => [paper, ...mentions].every((index) => places.has(index)))
    .sort((a, b) => places.get(a.paper)! - places.get(b.paper)!)
    .slice(0, QUESTIONS);
  const asking = order.filter((index) => unseen.has(index));
  const chosen = new Set([...asking, ...coined.flatMap(({ paper, mentions }) => [paper, ...mentions])]);
  for (const index of order) if (chosen.size < DOCUMENTS) chosen.add(index);
  const documents = [...chosen].sort((a, b) => a - b);
  const at = new Map(documents.map((index, place) => [index, place]));

  const struck = new Map<number, string[]>();
  for (const { name, paper, mentions } of coined)
    for (const index of [paper, ...mentions]) struck.set(index, [...(struck.get(index) ?? []), name]);
  const whole = (index: number) => {
    const { title, abstract } = papers[index]!;
    const strike = (text: string) => (struck.get(index) ?? []).reduce(without, text);
    return { title: strike(title), abstract: strike(abstract) };
  };
  const abstractOf = (index: number) => ({ title: '', abstract: papers[index]!.abstract });
  const askers = (grades: readonly Map<number, number>[]) =>
    asking.map((index) => at.get(index)!).filter((place) => grades[place]!.size > 0);
  const of = (name: string, grades: readonly Map<number, number>[], textOf: typeof whole): MeasuredSet => {
    const itself = askers(grades);
    return {
      name,
      documents: documents.map(textOf),
      questions: itself.map((place) => textOf(documents[place]!)),
      grades: itself.map((place) => grades[place]!),
      itself,
    };
  };
  const categories = documents.map((index) => papers[index]!.categories);
  return [
    {
      name: 'mentions',
      documents: documents.map(whole),
      questions: coined.map(({ paper }) => whole(paper)),
      grades: coined.map(({ mentions }) => new Map(mentions.map((index) => [at.get(index)!, 1]))),
      itself: coined.map(({ paper }) => at.get(paper)!),
    },
    of(
      'names',
      sharing(
        documents.map((index) => namesIn(`${papers[index]!.title} ${papers[index]!.abstract}`)),
        MOST_PAPERS,
      ),
      (index) => ({ title: withoutNames(papers[index]!.title), abstract: withoutNames(papers[index]!.abstract) }),
    ),
    of(
      'phrases',
      sharing(
        documents.map((index) => phrasesOf(papers[index]!.title)),
        MOST_PAPERS,
      ),
      abstractOf,
    ),
    of(
      'categories',
      sharing(
        categories.map((own) => (own.length < LEAST_CATEGORIES ? [] : [own.toSorted().join(' ')])),
        MOST_PAPERS,
      ),
      (index) => ({ title: papers[index]!.title, abstract: papers[index]!.abstract }),
    ),
  ];
}
