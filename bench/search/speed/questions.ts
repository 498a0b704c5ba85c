import type { StoredPaper } from './catalogue.ts';

/** One question as a reader would type it, and the words of it alone, for those who know no conditions. */
export interface Asked {
  text: string;
  words: string;
}

/** Always the same numbers from 0 to 1 (mulberry32): every run asks the same. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const wordsOf = (text: string) => text.match(/[A-Za-z][A-Za-z-]{2,24}/g) ?? [];

/** A slip of the finger in a word's inside: a letter left out, doubled, or swapped with the next. */
function misspelled(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, here, next, after] = [word.slice(0, at), word[at]!, word[at + 1] ?? '', word.slice(at + 2)];
  const slips = [before + next + after, before + here + here + next + after, before + next + here + after];
  return slips[Math.floor(random() * slips.length)]!;
}

function some(words: string[], random: () => number): string[] {
  const count = 2 + Math.floor(random() * 5);
  const from = Math.floor(random() * Math.max(1, words.length - count));
  return words.slice(from, from + count);
}

/**
 * One question about a paper. Of twenty: eight have words of the title, four of the abstract, two a misspelling, two an
 * author, two a category, one a year, one a phrase.
 */
function questionAbout(paper: StoredPaper, random: () => number): Asked {
  const title = wordsOf(paper.title);
  const abstract = wordsOf(paper.abstract ?? '');
  const words = some(title, random);
  const text = words.join(' ');
  const kind = Math.floor(random() * 20);
  if (kind < 8) return { text, words: text };
  if (kind < 12) {
    const scattered = some(abstract, random).map(() => abstract[Math.floor(random() * abstract.length)]!);
    const all = scattered.join(' ');
    return { text: all, words: all };
  }
  if (kind < 14) {
    const longest = words.reduce((a, b) => (b.length > a.length ? b : a), '');
    const all = words.map((word) => (word === longest && word.length > 4 ? misspelled(word, random) : word)).join(' ');
    return { text: all, words: all };
  }
  if (kind < 16) {
    const name = paper.authors[Math.floor(random() * paper.authors.length)] ?? '';
    const all = random() < 0.5 ? name : `${name.split(' ').at(-1)} ${words.slice(0, 2).join(' ')}`;
    return { text: all, words: all };
  }
  if (kind < 18) return { text: `${text} cat:${paper.categories[0] ?? 'cs.LG'}`, words: text };
  if (kind < 19) return { text: `${text} year:${paper.day?.slice(0, 4) ?? '2025'}`, words: text };
  const phrase = some(abstract, random).slice(0, 3);
  return {
    text: `"${phrase.join(' ')}" ${title[0] ?? ''}`.trim(),
    words: [...phrase, title[0] ?? ''].join(' ').trim(),
  };
}

/** Different questions about papers, the same ones for the same papers and seed. Fewer where papers are few. */
export function questionsAbout(papers: StoredPaper[], count: number, seed = 1): Asked[] {
  const random = numbersFrom(seed);
  const asked = new Map<string, Asked>();
  for (let tries = 0; asked.size < count && tries < count * 4; tries++) {
    const question = questionAbout(papers[Math.floor(random() * papers.length)]!, random);
    if (question.words.length >= 3 && question.text.length <= 200) asked.set(question.text.toLowerCase(), question);
  }
  return [...asked.values()];
}

/** What stands in the field while a question is being typed, from the third letter on. */
export function prefixesOf(text: string, most = 24): string[] {
  const typed = text.slice(0, most);
  return Array.from({ length: Math.max(0, typed.length - 2) }, (_, i) => typed.slice(0, i + 3));
}
