import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sighting } from '#sources/sighting.ts';
import { library } from '#test/harness/library.ts';
import { evaluate } from './evaluate.ts';
import { joinedOf } from './joined.fixture.ts';
import { parseQuery } from './parse.ts';
import { type DateTerm, printQuery, type Query, type TextTerm } from './query.ts';
import { ArxivShelf } from './shelf.ts';

/** Words that are no stop words, of different stems, so that a plain comparison is the truth. */
const WORDS = ['zebra', 'quark', 'lattice', 'neuron', 'tensor', 'orbit', 'pigment', 'glacier'];
const GIVEN = ['Ada', 'Bo', 'Emmy', 'Kurt'];
const FAMILY = ['Chen', 'Dirac', 'Noether', 'Quark'];
const CATEGORIES = ['cs.CL', 'cs.LG', 'math.CO', 'hep-th', 'stat.ML'];
const MINUTES = ['202401010000', '202401012359', '202401020000', '202405060708', '202412312359'];

const some = (list: string[], n: number) => fc.array(fc.constantFrom(...list), { minLength: 1, maxLength: n });
const prose = some(WORDS, 6).map((words) => words.join(' '));
const name = fc.tuple(fc.constantFrom(...GIVEN), fc.constantFrom(...FAMILY)).map((parts) => parts.join(' '));
const minute = fc.constantFrom(...MINUTES);
const instantOf = (at: string) =>
  `${at.slice(0, 4)}-${at.slice(4, 6)}-${at.slice(6, 8)}T${at.slice(8, 10)}:${at.slice(10)}:30.000Z`;

interface Told {
  title: string;
  abstract: string;
  authors: string[];
  comment: string | undefined;
  journalRef: string | undefined;
  categories: string[];
  submitted: string;
  updated: string;
}

const told = fc.record<Told>({
  title: prose,
  abstract: prose,
  authors: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
  comment: fc.option(prose, { nil: undefined }),
  journalRef: fc.option(prose, { nil: undefined }),
  categories: fc.uniqueArray(fc.constantFrom(...CATEGORIES), { minLength: 1, maxLength: 3 }),
  submitted: minute,
  updated: minute,
});

const idOf = (n: number) => `2401.${String(n + 1).padStart(5, '0')}`;

function sightingOf(paper: Told, n: number): Sighting {
  const { comment, journalRef } = paper;
  return {
    source: 'arxiv',
    sourceKey: idOf(n),
    seenAt: '2026-06-18T12:00:00.000Z',
    arxivId: idOf(n),
    // Numbered, so that no two of them are one work.
    title: `${paper.title} number${n}`,
    abstract: paper.abstract,
    authors: paper.authors.map((one) => ({ name: one })),
    categories: paper.categories,
    publishedAt: instantOf(paper.submitted),
    updatedAt: instantOf(paper.updated),
    ...(comment && { comment }),
    ...(journalRef && { journalRef }),
  };
}

const term: fc.Arbitrary<Query> = fc.oneof(
  fc.record<TextTerm>({
    is: fc.constant('text'),
    field: fc.constantFrom('ti', 'abs', 'co', 'jr', 'all', 'au'),
    text: fc.oneof(fc.constantFrom(...WORDS, ...FAMILY, ...GIVEN)),
    isQuoted: fc.constant(false),
  }),
  fc.record<TextTerm>({
    is: fc.constant('text'),
    field: fc.constantFrom('ti', 'abs', 'co', 'jr', 'all'),
    text: some(WORDS, 3).map((words) => words.join(' ')),
    isQuoted: fc.constant(true),
  }),
  fc.record<TextTerm>({ is: fc.constant('text'), field: fc.constant('au'), text: name, isQuoted: fc.constant(true) }),
  fc.record<TextTerm>({
    is: fc.constant('text'),
    field: fc.constant('cat'),
    text: fc.constantFrom(...CATEGORIES, 'cs.*', 'CS.cl', 'hep*', '*.?L', 'econ.EM'),
    isQuoted: fc.constant(false),
  }),
  fc.record<TextTerm>({
    is: fc.constant('text'),
    field: fc.constant('id'),
    text: fc.nat(15).map(idOf),
    isQuoted: fc.constant(false),
  }),
  fc.record<DateTerm>({
    is: fc.constant('dates'),
    field: fc.constantFrom('submittedDate', 'lastUpdatedDate'),
    from: fc.oneof(minute, fc.constant('*')),
    to: fc.oneof(minute, fc.constant('*')),
  }),
);

const query = joinedOf([term], { maxDepth: 4 });

const wordsOf = (text = '') => text.toLowerCase().split(' ').filter(Boolean);
const hasWord = (text: string | undefined, word: string) => wordsOf(text).includes(word.toLowerCase());
const hasPhrase = (text: string | undefined, phrase: string) =>
  ` ${wordsOf(text).join(' ')} `.includes(` ${wordsOf(phrase).join(' ')} `);

/** What the query says of one paper, read from nothing but the paper. */
function isTrueOf(asked: Query, paper: Told & { id: string }, all: Told[]): boolean {
  if (asked.is === 'joined') {
    const left = isTrueOf(asked.left, paper, all);
    const right = isTrueOf(asked.right, paper, all);
    return asked.by === 'AND' ? left && right : asked.by === 'OR' ? left || right : left && !right;
  }
  if (asked.is === 'dates') {
    const at = Number(asked.field === 'submittedDate' ? paper.submitted : paper.updated);
    return (asked.from === '*' || at >= Number(asked.from)) && (asked.to === '*' || at <= Number(asked.to));
  }
  const { text, isQuoted } = asked;
  const has = isQuoted ? hasPhrase : hasWord;
  switch (asked.field) {
    case 'ti':
      return has(paper.title, text);
    case 'abs':
      return has(paper.abstract, text);
    case 'co':
      return has(paper.comment, text);
    case 'jr':
      return has(paper.journalRef, text);
    case 'au':
      return isBy(paper, text, all);
    case 'all': {
      const texts = [paper.title, paper.abstract, paper.comment, paper.journalRef];
      return texts.some((one) => has(one, text)) || (isQuoted ? isBy(paper, text, all) : isNamed(paper, text));
    }
    case 'id':
      return paper.id === text;
    case 'cat': {
      const pattern = new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
      return paper.categories.some((category) => pattern.test(category));
    }
    default:
      return false;
  }
}

const isNamed = ({ authors }: Told, word: string) => authors.some((one) => hasWord(one, word));

/** A whole name where anybody has it, else all of its words among the names. */
function isBy(paper: Told, text: string, all: Told[]): boolean {
  const isSame = (one: string) => one.toLowerCase() === text.toLowerCase();
  if (all.some(({ authors }) => authors.some(isSame))) return paper.authors.some(isSame);
  return wordsOf(text).every((word) => isNamed(paper, word));
}

test('every query finds exactly the papers that it is true of', async () => {
  const papers = fc.sample(told, { numRuns: 40, seed: 1 });
  const { db, index } = await library(papers.map(sightingOf));
  const shelf = new ArxivShelf();
  await shelf.follow(db);
  const all = papers.map((paper, n) => ({ ...paper, id: idOf(n) }));
  let found = 0;
  await fc.assert(
    fc.asyncProperty(query, async (asked) => {
      const ids = (await evaluate({ index, shelf }, asked)) ?? new Set();
      const wanted = all.filter((paper) => isTrueOf(asked, paper, papers)).map(({ id }) => id);
      found += wanted.length;
      expect([...ids].sort(), printQuery(asked)).toEqual(wanted);
    }),
    { numRuns: 600 },
  );
  expect(found).toBeGreaterThan(1_000);
});

test('terms that say nothing count for nothing, wherever they stand', async () => {
  const papers = fc.sample(told, { numRuns: 12, seed: 2 });
  const { db, index } = await library(papers.map(sightingOf));
  const shelf = new ArxivShelf();
  await shelf.follow(db);
  const ids = async (typed: string) => [...((await evaluate({ index, shelf }, parseQuery(typed)!)) ?? [])].sort();
  const zebras = await ids('zebra');
  expect(zebras.length).toBeGreaterThan(0);
  for (const typed of ['zebra AND the', 'the AND zebra', 'the OR zebra', 'zebra of the', 'zebra ANDNOT the']) {
    expect([typed, await ids(typed)]).toEqual([typed, zebras]);
  }
  expect(await ids('the')).toEqual([]);
  expect(await ids('ti:zeb*')).toEqual(await ids('ti:zebra'));
  expect(await ids('ti:zebra*')).toEqual(await ids('ti:zebra'));
  expect(await ids('ti:*')).toEqual([]);
  expect(await ids('rn:ABC-1')).toEqual([]);
  expect(await ids('au:chen_b')).toEqual(await ids('au:chen'));
});
