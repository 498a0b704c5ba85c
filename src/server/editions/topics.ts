import type { Db } from '#db/schema.ts';
import type { Period } from '#floor/day.ts';

/** A word or phrase that several papers of an edition share. */
export interface Topic {
  words: string;
  papers: number;
}

/** Papers that are read for topics; a listing day of arXiv has up to 1,500. */
const MOST_PAPERS = 2000;
const MOST_TOPICS = 12;
/** A word that only two papers share is chance as often as it is a topic. */
const FEWEST_PAPERS = 3;

/** Words of titles that say nothing about a field. */
const EMPTY_WORDS = new Set(
  (
    'about a an the and or of for in on with to from by via at as is are be can do does how what when why who not no into ' +
    'its it their your we our towards toward through over under between beyond without across using use based new ' +
    'novel better more less efficient effective robust simple fast large small high low deep improved improving ' +
    'enhancing enhanced learning model models data dataset method methods approach framework system systems analysis ' +
    'study research paper network networks neural task tasks performance evaluation evaluating benchmark benchmarking ' +
    'survey review problem problems one two three first all any self multi non pre post level scale time real world ' +
    'free aware driven guided end open up out training towards understanding generation application applications'
  ).split(' '),
);

interface Titled {
  title: string;
  keywords: string[];
}

const meaningful = (word: string) => word.length > 2 && !EMPTY_WORDS.has(word.toLowerCase()) && !/^\d+$/.test(word);

/** In lower case where nothing is lost by it: `Diffusion` is `diffusion`, `LLM` and `DeepFake` stay. */
const plainCase = (word: string) => (/^\P{Lu}*\p{Lu}?\P{Lu}*$/u.test(word) ? word.toLowerCase() : word);

/** What a paper is about: its keywords, and the words and pairs of words of its title. */
function phrasesOf({ title, keywords }: Titled): Set<string> {
  const words = title
    .replace(/\$[^$]*\$|\\[a-z]+/g, ' ')
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word !== '')
    .map(plainCase);
  const phrases = new Set(
    keywords.map((keyword) => keyword.toLowerCase().trim()).filter((keyword) => keyword.length < 40),
  );
  words.forEach((word, at) => {
    if (meaningful(word)) phrases.add(word);
    const next = words[at + 1];
    if (
      next &&
      !/^(?:a|an|the|and|or|of|for|in|on|with|to|from|by|via|at|as|is|are|about|than|that|how|what|when|not)$/.test(
        word,
      ) &&
      meaningful(next) &&
      word.length > 2
    ) {
      phrases.add(`${word} ${next}`);
    }
  });
  return phrases;
}

/**
 * The words and phrases that most papers share, the commonest first. A word that stands only inside a commoner phrase
 * is left out: where every `diffusion` is a `diffusion transformer`, the phrase says it.
 */
export function topicsIn(papers: Titled[]): Topic[] {
  const counts = new Map<string, number>();
  for (const paper of papers) for (const phrase of phrasesOf(paper)) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  const common = [...counts]
    .filter(([, count]) => count >= FEWEST_PAPERS)
    .sort(([a, m], [b, n]) => n - m || b.split(' ').length - a.split(' ').length || (a < b ? -1 : 1));
  const chosen: Topic[] = [];
  for (const [words, count] of common) {
    if (chosen.length === MOST_TOPICS) break;
    const told = chosen.some((topic) => tells(topic, words, count));
    if (!told) chosen.push({ words, papers: count });
  }
  return chosen;
}

/** Whether a chosen topic makes a rarer phrase needless: it holds it, or is inside it in almost as many papers. */
function tells(topic: Topic, words: string, count: number): boolean {
  const [chosen, rarer] = [topic.words.toLowerCase(), words.toLowerCase()];
  if (` ${chosen} `.includes(` ${rarer} `) || chosen === `${rarer}s` || rarer === `${chosen}s`) return true;
  return ` ${rarer} `.includes(` ${chosen} `) && topic.papers - count <= count / 2;
}

/** Topics of the papers that a period's front page has, or of what was listed where nobody filled it. */
export async function topicsOf(db: Db, period: Period): Promise<Topic[]> {
  const placed = await db
    .selectFrom('placements')
    .innerJoin('papers', 'papers.id', 'placements.paper_id')
    .select(['papers.title', 'papers.keywords'])
    .where('placements.section', '=', 'front')
    .where('placements.day', '>=', period.first)
    .where('placements.day', '<=', period.last)
    .limit(MOST_PAPERS)
    .execute();
  const rows =
    placed.length > 0
      ? placed
      : await db
          .selectFrom('papers')
          .select(['title', 'keywords'])
          .where('listed_on', '>=', period.first)
          .where('listed_on', '<=', period.last)
          .limit(MOST_PAPERS)
          .execute();
  return topicsIn(rows.map(({ title, keywords }) => ({ title, keywords: JSON.parse(keywords) as string[] })));
}
