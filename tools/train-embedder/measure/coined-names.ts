import type { TrainingPaper } from '../papers.ts';

/** `ConvLLaVA: …`: a word with a capital or a figure behind its first letter. */
const COINED = /^([A-Za-z][\w+-]*[A-Z0-9][\w+-]*):/;
const [LEAST_LETTERS, MOST_MENTIONS] = [4, 30];
const WORD = /[A-Za-z][\w+-]*/g;

/** A name that a title gives to something, and the later papers of other people that speak of it. */
export interface Coined {
  name: string;
  /** Index of the paper that gave the name. */
  paper: number;
  mentions: number[];
}

/** arXiv's ids come in the order of their days; other ids have none. */
const dayOf = (id: string) => (/^\d{4}\.\d{5}$/.test(id) ? Number(id) : Number.NaN);

/**
 * Who speaks of somebody's method compares with it or builds on it, much as who cites it. Names that an earlier paper
 * has, or two titles, or more than 30 papers, are left out: they are words that were there before.
 */
export function coinedNames(papers: readonly TrainingPaper[]): Coined[] {
  const coiners = new Map<string, number[]>();
  papers.forEach(({ title }, paper) => {
    const name = COINED.exec(title)?.[1];
    if (name && name.length >= LEAST_LETTERS) coiners.set(name, [...(coiners.get(name) ?? []), paper]);
  });
  const mentions = new Map<string, number[]>();
  papers.forEach(({ title, abstract }, paper) => {
    for (const word of new Set(`${title} ${abstract}`.match(WORD)))
      if (coiners.has(word)) mentions.set(word, [...(mentions.get(word) ?? []), paper]);
  });
  const shares = (a: number, b: number) => papers[a]!.authors.some((name) => papers[b]!.authors.includes(name));
  return [...coiners].flatMap(([name, [paper, second]]): Coined[] => {
    const others = mentions.get(name)!.filter((other) => other !== paper);
    if (second !== undefined || others.length > MOST_MENTIONS) return [];
    if (!others.every((other) => dayOf(papers[other]!.id) > dayOf(papers[paper!]!.id))) return [];
    const ofOthers = others.filter((other) => !shares(paper!, other));
    return ofOthers.length > 0 ? [{ name, paper: paper!, mentions: ofOthers }] : [];
  });
}

const NAME = /^[A-Za-z][\w+-]*[A-Z0-9][\w+-]*$/;

/** All words of a text that look like names of methods and data: with a capital or a figure behind the first letter. */
export const namesIn = (text: string): string[] => [
  ...new Set(text.match(WORD)?.filter((word) => word.length >= LEAST_LETTERS && NAME.test(word))),
];

/** A text without those. */
export const withoutNames = (text: string): string => text.replaceAll(WORD, (word) => (NAME.test(word) ? ' ' : word));

/** A text without a name, however it is spelled. */
export const without = (text: string, name: string): string =>
  text.replaceAll(new RegExp(name.replaceAll(/[+]/g, '\\$&'), 'gi'), ' ');
