import { expect, test } from 'vitest';
import { shelf } from '#test/harness/corpora.ts';
import type { Clause, Condition } from '../query/query.ts';
import { allowedBy } from './filters.ts';

const on = shelf({
  graph: {
    title: 'Learning of the graph',
    abstract: 'Networks learn quickly. Zebras are there: graph learning.',
    day: '2024-12-31',
    authors: ['Yann A. LeCun', 'Wei Chen'],
    categories: ['cs.LG', 'cs.CL'],
    organization: { name: 'deep-lab', fullname: 'The Deep Laboratory' },
    links: ['code'],
    sources: ['arxiv'],
  },
  zebra: {
    title: 'Zebras, quickly',
    abstract: 'There is a graph, and to be or not to be.',
    day: '2025-01-01',
    authors: ['Chen, Bo', 'Maria Wei'],
    categories: ['hep-th', 'CS.it'],
    organization: { name: 'laboratory' },
    links: ['project'],
    sources: ['arxiv', 'daily-papers'],
  },
  bare: {
    title: 'Nothing but a title',
    authors: ['Kai He', 'Chen'],
    categories: ['csx.LG', 'math.CO'],
    sources: ['daily-papers'],
  },
  gone: { title: 'Graph zebra', day: '2025-01-01', authors: ['Wei Chen'], categories: ['cs.LG'] },
});
on.take({ gone: undefined });

const ALL = ['graph', 'zebra', 'bare'];

function passing(...clauses: Clause[]): string[] {
  const allowed = allowedBy(on.corpus, clauses);
  return on.corpus.ids.filter((_, doc) => allowed[doc] === 1);
}

const CASES: [string, Condition, string[]][] = [
  ['a word anywhere', { kind: 'words', field: 'any', words: 'graphs' }, ['graph', 'zebra']],
  ['a word in the title', { kind: 'words', field: 'title', words: 'zebra' }, ['zebra']],
  ['a word in the abstract', { kind: 'words', field: 'abstract', words: 'zebra' }, ['graph']],
  ['two words', { kind: 'words', field: 'title', words: 'learning graphs' }, ['graph']],
  ['a word that nobody wrote', { kind: 'words', field: 'any', words: 'xylophone' }, []],
  ['a phrase', { kind: 'phrase', field: 'any', words: 'Networks LEARN' }, ['graph']],
  ['a phrase across stop words', { kind: 'phrase', field: 'any', words: 'learning of the graph' }, ['graph']],
  ['a phrase without its stop words', { kind: 'phrase', field: 'any', words: 'learning graph' }, []],
  ['a phrase in other forms', { kind: 'phrase', field: 'any', words: 'network learns' }, []],
  ['a phrase of stop words alone', { kind: 'phrase', field: 'any', words: 'not to be' }, ['zebra']],
  ['a phrase across title and abstract', { kind: 'phrase', field: 'any', words: 'graph networks' }, []],
  ['a phrase in the title', { kind: 'phrase', field: 'title', words: 'zebras quickly' }, ['zebra']],
  ['a phrase that only the abstract has', { kind: 'phrase', field: 'title', words: 'networks learn' }, []],
  [
    'a phrase whose words the title has in another order',
    { kind: 'phrase', field: 'title', words: 'graph learning' },
    [],
  ],
  ['a phrase in the abstract', { kind: 'phrase', field: 'abstract', words: 'learn quickly' }, ['graph']],
  ['a phrase that only the title has', { kind: 'phrase', field: 'abstract', words: 'zebras quickly' }, []],
  ['a phrase that begins twice', { kind: 'phrase', field: 'abstract', words: 'be or not' }, ['zebra']],
  ['a phrase that goes beyond the end', { kind: 'phrase', field: 'any', words: 'not to be there' }, []],
  ['a whole name', { kind: 'author', name: 'Wei Chen' }, ['graph']],
  ['a whole name, family first', { kind: 'author', name: 'LeCun, Yann' }, ['graph']],
  ['a part of a name, also where it is all of another', { kind: 'author', name: 'chen' }, ALL],
  ['a name that is only in titles', { kind: 'author', name: 'zebra' }, []],
  ['a name that is a stop word', { kind: 'author', name: 'He' }, ['bare']],
  ['a category', { kind: 'category', category: 'cs.cl' }, ['graph']],
  ['an archive', { kind: 'category', category: 'cs' }, ['graph', 'zebra']],
  ['an archive with a star', { kind: 'category', category: 'cs.*' }, ['graph', 'zebra']],
  ['a category without a dot', { kind: 'category', category: 'hep-th' }, ['zebra']],
  ['a part of an archive', { kind: 'category', category: 'hep' }, []],
  ['an organisation’s handle', { kind: 'organization', name: 'Deep-Lab' }, ['graph']],
  ['words of an organisation’s name', { kind: 'organization', name: 'laboratory deep' }, ['graph']],
  ['a word that two organisations have', { kind: 'organization', name: 'laboratory' }, ['graph', 'zebra']],
  ['half a word of an organisation', { kind: 'organization', name: 'labora' }, []],
  ['an organisation without a word', { kind: 'organization', name: '!' }, []],
  ['a source', { kind: 'source', source: 'daily-papers' }, ['zebra', 'bare']],
  ['a day', { kind: 'days', from: '2025-01-01', to: '2025-01-01' }, ['zebra']],
  ['days from one on', { kind: 'days', from: '2025-01-01' }, ['zebra']],
  ['days up to one', { kind: 'days', to: '2024-12-31' }, ['graph']],
  ['all days', { kind: 'days', from: '1000-01-01', to: '9000-01-01' }, ['graph', 'zebra']],
  ['days the wrong way round', { kind: 'days', from: '2025-01-01', to: '2024-01-01' }, []],
  ['code', { kind: 'has', what: 'code' }, ['graph']],
  ['a project', { kind: 'has', what: 'project' }, ['zebra']],
  ['an abstract', { kind: 'has', what: 'abstract' }, ['graph', 'zebra']],
  ['an id', { kind: 'id', id: 'bare' }, ['bare']],
  ['the id of a paper that is gone', { kind: 'id', id: 'gone' }, []],
];

test.each(CASES)('%s: those papers, and with `not` all others', (_, condition, wanted) => {
  expect(passing({ ...condition, not: false })).toEqual(wanted);
  expect(passing({ ...condition, not: true })).toEqual(ALL.filter((id) => !wanted.includes(id)));
});

test('a clause of a stop word is no condition, with `not` neither', () => {
  for (const not of [true, false]) {
    expect(passing({ kind: 'words', field: 'title', words: 'the', not })).toEqual(ALL);
  }
});

test('every clause holds at once', () => {
  const graph: Clause = { kind: 'words', field: 'any', words: 'graph', not: false };
  expect(passing(graph, { kind: 'has', what: 'code', not: true })).toEqual(['zebra']);
  expect(passing(graph, { kind: 'author', name: 'chen', not: true })).toEqual([]);
  expect(passing()).toEqual(ALL);
});
