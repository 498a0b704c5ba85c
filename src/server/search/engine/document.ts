import { crc32 } from 'node:zlib';
import { titleKey } from '#catalogue/title-key.ts';
import type { PaperTable } from '#db/schema.ts';
import type { Author, Link, Organization } from '#sources/sighting.ts';
import { nameKeys } from '../author-name.ts';
import { wordOf } from '../text/stems.ts';
import { cutWords, folded } from '../text/words.ts';
import { CATEGORY, type Dictionary, HAS, NAME, ORGANIZATION, SOURCE } from './dictionary.ts';
import { type EngineDocument, FIELD, NO_DAY } from './packed.ts';

/** What the index needs of a paper, with the names of the sources that showed it. */
export type PaperSource = Pick<
  PaperTable,
  'id' | 'day' | 'title' | 'abstract' | 'authors' | 'keywords' | 'categories' | 'organization' | 'links' | 'upvotes'
> & { sources: string[] };

/**
 * How often one word counts, by the field it stands in. Measured with BM25 alone, nDCG@10 on cacm, cisi, cran, med:
 * see docs/search.md.
 */
export const WEIGHTS = { title: 3, abstract: 1, name: 1, keyword: 1 } as const;

const LONGEST_ABSTRACT = 20_000;
/** Of a collaboration's thousand names these are found by single words; all by their whole name. */
const NAMES_BY_WORD = 100;
const MOST_NAMES = 5_000;
const MOST_KEYWORDS = 50;
const DAY_MS = 86_400_000;

/** Days since 1970 of `YYYY-MM-DD`; {@link NO_DAY} for anything else. */
export function dayNumber(day: string | null): number {
  const at = day ? Date.parse(`${day.slice(0, 10)}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) ? NO_DAY : Math.round(at / DAY_MS);
}

/** The reverse of {@link dayNumber}; empty for no day. */
export const dayText = (day: number): string =>
  day === NO_DAY ? '' : new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Fewer letters and digits are a word that is asked for, `GAN`, and no title. */
const SHORTEST_TITLE = 6;

/** A title as the engine compares it: 32 bits; 0 for what is too short to be asked for as a title. */
export function titleNumber(title: string): number {
  const key = titleKey(title);
  return key && key.length >= SHORTEST_TITLE ? crc32(key) || 1 : 0;
}

/** An organisation's name as the engine keeps it. */
export const organizationKey = (name: string): string => cutWords(name, 200).words.map(folded).join(' ');

interface Term {
  count: number;
  fields: number;
}

class Terms {
  readonly all = new Map<string, Term>();
  length = 0;

  /** Takes in a text's words. @returns their hashes, in order. */
  words(text: string, field: number, weight: number): number[] {
    const hashes: number[] = [];
    for (const spelled of cutWords(text).words) {
      const { stem, hash } = wordOf(spelled);
      hashes.push(hash);
      if (!stem) continue;
      this.add(stem, field, weight);
      if (field !== FIELD.name) this.length += weight;
    }
    return hashes;
  }

  add(key: string, field: number, weight: number): void {
    const term = this.all.get(key);
    if (!term) this.all.set(key, { count: weight, fields: field });
    else {
      term.count += weight;
      term.fields |= field;
    }
  }
}

function tagsOf(paper: PaperSource): string[] {
  const categories = JSON.parse(paper.categories) as string[];
  const links = JSON.parse(paper.links) as Link[];
  const has = [
    paper.abstract ? 'abstract' : undefined,
    ...(['code', 'project'] as const).map((kind) => (links.some((link) => link.kind === kind) ? kind : undefined)),
  ];
  return [
    ...categories.map((category) => CATEGORY + category),
    ...paper.sources.map((source) => SOURCE + source),
    ...has.filter((one) => one !== undefined).map((one) => HAS + one),
  ];
}

/** The paper as the engine reads it; its terms get numbers in the dictionary. */
export function documentOf(paper: PaperSource, dictionary: Dictionary): EngineDocument {
  const authors = (JSON.parse(paper.authors) as Author[]).slice(0, MOST_NAMES);
  const keywords = (JSON.parse(paper.keywords) as string[]).slice(0, MOST_KEYWORDS);
  const organization = paper.organization ? (JSON.parse(paper.organization) as Organization) : undefined;
  const organizationName = organization?.fullname ?? organization?.name ?? '';
  const terms = new Terms();

  const title = terms.words(paper.title, FIELD.title, WEIGHTS.title);
  const abstract = terms.words((paper.abstract ?? '').slice(0, LONGEST_ABSTRACT), FIELD.abstract, WEIGHTS.abstract);
  const names = authors.map((author) => author.name);
  terms.words(names.slice(0, NAMES_BY_WORD).join(', '), FIELD.name, WEIGHTS.name);
  terms.words([...keywords, organizationName].join(', '), FIELD.keyword, WEIGHTS.keyword);
  for (const key of new Set(names.flatMap(nameKeys))) terms.add(NAME + key, 0, 0);
  const organizations = new Set([organization?.fullname, organization?.name].filter((name) => name !== undefined));
  for (const name of organizations) terms.add(ORGANIZATION + organizationKey(name), 0, 0);
  const tags = [...new Set(tagsOf(paper))];
  for (const tag of tags) terms.add(tag, 0, 0);

  const numbered = [...terms.all].map(([key, term]) => ({ number: dictionary.add(key), ...term }));
  numbered.sort((a, b) => a.number - b.number);
  const { authors: _, upvotes, day, ...text } = paper;
  return {
    digest: crc32(JSON.stringify([text, names])),
    day: dayNumber(day),
    votes: Math.max(0, upvotes ?? 0),
    title: titleNumber(paper.title),
    length: terms.length,
    tags: tags.map((tag) => dictionary.find(tag)),
    terms: numbered.map((term) => term.number),
    counts: numbered.map((term) => term.count),
    fields: numbered.map((term) => term.fields),
    sequence: [...title, 0, ...abstract],
  };
}
