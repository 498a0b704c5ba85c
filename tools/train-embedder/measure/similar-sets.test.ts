import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJudgedSet } from '../../../bench/search/judgments.ts';
import { coinedNames, namesIn, without, withoutNames } from './coined-names.ts';
import { best } from './measured-set.ts';
import { pooled } from './pools.ts';
import { questionSets, writeSet } from './question-sets.ts';
import { sharing } from './similar-sets.ts';

const paper = (id: string, title: string, author: string, abstract = 'Something.') => ({
  ...{ id, title, abstract, authors: [author], categories: ['cs.CL'], keywords: [] },
});

test('who speaks of a name is a later paper of other people; words that were there before are no names', () => {
  const papers = [
    paper('2501.00002', 'GridNet: nets on grids', 'Ada'),
    paper('2502.00001', 'Grids again', 'Ada', 'GridNet of ours.'),
    paper('2503.00001', 'Better grids', 'Bob', 'We beat GridNet.'),
    paper('2502.00009', 'OldNet: a name', 'Bob'),
    paper('2501.00001', 'Before', 'Cyd', 'OldNet was there before.'),
    paper('2501.00003', 'Grids: a word', 'Dan'),
    paper('2504.00001', 'Two of it', 'Eve', 'TwinNet and GridNets.'),
    paper('2501.00004', 'TwinNet: one', 'Fay'),
    paper('2501.00005', 'TwinNet: another', 'Gus'),
  ];
  expect(coinedNames(papers)).toEqual([{ name: 'GridNet', paper: 0, mentions: [2] }]);
  expect(namesIn('GridNet and GPT4 beat Grids, a2 and grids')).toEqual(['GridNet', 'GPT4']);
  expect(withoutNames('GridNet beats Grids')).toBe('  beats Grids');
  expect(without('GridNet beats gridnet', 'GridNet')).not.toMatch(/grid/i);
  expect(without('C+Net1 and CCNet1', 'C+Net1')).toContain('CCNet1');
});

test('documents that share rare marks answer each other, the better the more they share', () => {
  const [first, second, third] = sharing(
    [
      ['a', 'b', 'all'],
      ['b', 'a', 'all'],
      ['b', 'all'],
    ],
    3,
  );
  expect(first).toEqual(
    new Map([
      [1, 3],
      [2, 2],
    ]),
  );
  expect(second).toEqual(
    new Map([
      [0, 3],
      [2, 2],
    ]),
  );
  const [rare] = sharing([['a', 'all'], ['a', 'all'], ['all']], 2);
  expect(rare).toEqual(new Map([[1, 1]]));
  expect(third).toEqual(
    new Map([
      [0, 2],
      [1, 2],
    ]),
  );
});

test('a pool has the answers, near papers and never the asking one', () => {
  const scores = Float32Array.from({ length: 2_000 }, (_, place) => 2_000 - place);
  const set = { name: 'set', documents: [], questions: ['?'], grades: [new Map([[1_500, 1]])], itself: [0] };
  const [candidates] = pooled(set, [() => scores], 1).candidates!;
  expect(candidates).toHaveLength(120);
  expect(new Set(candidates).size).toBe(120);
  expect(candidates).toContain(1_500);
  expect(candidates).not.toContain(0);
  const near = new Set(best(scores, 400));
  expect(candidates!.every((place) => place === 1_500 || near.has(place))).toBe(true);
});

test('a sentence asks for the paper it was taken out of, keywords for all papers that have them', () => {
  const papers = Array.from({ length: 40 }, (_, at) => ({
    ...paper(`2501.0000${at}`, `Title ${at}`, 'Ada', `Start ${at}. The middle of ${at} says one two three four. End.`),
    keywords: at < 4 ? ['Deep Nets', `own ${at}`] : [],
  }));
  const [keywords, sentences] = questionSets(papers, 1);
  expect(keywords!.questions).toEqual(Array(4).fill('deep nets'));
  expect([...keywords!.grades[0]!.keys()].sort()).toEqual([0, 1, 2, 3]);
  expect(sentences!.questions).toHaveLength(40);
  sentences!.questions.forEach((question, at) => {
    const [place] = sentences!.grades[at]!.keys();
    const { title, abstract } = sentences!.documents[place!]!;
    expect(question).toContain(`The middle of ${title.slice('Title '.length)} says`);
    expect(abstract).not.toContain('middle');
  });
});

test('a set that is written is read as it was', () => {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-sets-'));
  const documents = [{ title: 'A', abstract: 'About a.' }, { title: 'B' }];
  writeSet(folder, { name: 'two', documents, questions: ['a?', 'b?'], grades: [new Map([[0, 2]]), new Map([[1, 1]])] });
  const { questions, docs, candidatesOnly } = readJudgedSet(join(folder, 'two'));
  rmSync(folder, { recursive: true });
  expect(docs.map(({ title, text }) => [title, text])).toEqual([
    ['A', 'About a.'],
    ['B', ''],
  ]);
  expect(questions.map(({ text, grades }) => [text, [...grades]])).toEqual([
    ['a?', [['0', 2]]],
    ['b?', [['1', 1]]],
  ]);
  expect(candidatesOnly).toBe(false);
});
