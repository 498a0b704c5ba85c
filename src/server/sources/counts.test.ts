import { describe, expect, it, test } from 'vitest';
import type { Enrichment, KnownPaper } from './enrichment.ts';
import { repositoryIn } from './github/repository.ts';
import { github } from './github/source.ts';
import { openalex } from './openalex/source.ts';
import { semanticScholar } from './semantic-scholar/source.ts';
import { BrokenPage } from './source.ts';
import { bytes, expectHardy, NO_PAGES, sightingsOf } from './walk.fixture.ts';

const moment = { now: new Date('2026-11-24T12:00:00Z') };
const chosen = { addresses: { api: 'http://api.test' }, key: 'the-key' };

const both: KnownPaper = {
  id: '2503.11792',
  title: 'One',
  arxivId: '2503.11792',
  doi: '10.1/one',
  code: 'https://github.com/Ada/one/tree/main',
};
const published: KnownPaper = { id: '10.1/two', title: 'Two', doi: '10.1/two', code: 'https://github.com/ben/two.git' };
const preprint: KnownPaper = { id: 'math/0309136', title: 'Three', arxivId: 'math/0309136' };
const nameless: KnownPaper = { id: 'p-0123456789', title: 'Four', code: 'https://github.com/cy/four' };
const papers = [both, published, preprint];

const read = (of: Enrichment, page: unknown, asked = papers) => of.parse(bytes(page), asked, moment);

describe('Semantic Scholar', () => {
  it('is asked for many papers by their names', () => {
    expect(papers.every(semanticScholar.wants)).toBe(true);
    expect(semanticScholar.wants(nameless)).toBe(false);
    expect(semanticScholar.ask(papers, chosen)).toEqual({
      url: 'http://api.test/graph/v1/paper/batch?fields=title,citationCount,externalIds,year',
      body: '{"ids":["ARXIV:2503.11792","DOI:10.1/two","ARXIV:math/0309136"]}',
      headers: { 'content-type': 'application/json', 'x-api-key': 'the-key' },
    });
  });

  it('says how often they are cited, in the order in which they were asked for', () => {
    const answer = [
      { paperId: 'abc123', title: 'ONE', citationCount: 7, externalIds: { ArXiv: '2503.11792', DOI: '10.1/ONE' } },
      null,
      { paperId: 'def', citationCount: 0, externalIds: null },
    ];
    expect(read(semanticScholar, answer)).toEqual([
      {
        sighting: {
          source: 'semantic-scholar',
          sourceKey: '2503.11792',
          seenAt: '2026-11-24T12:00:00.000Z',
          url: 'https://www.semanticscholar.org/paper/abc123',
          arxivId: '2503.11792',
          title: 'One',
          citations: 7,
        },
      },
      { sighting: expect.objectContaining({ sourceKey: 'math/0309136', arxivId: 'math/0309136', citations: 0 }) },
    ]);
  });

  it('is not believed about another paper, nor in a list of another length', () => {
    const other = [{ citationCount: 7, externalIds: { ArXiv: '2503.11793' } }];
    expect(read(semanticScholar, other, [both])).toMatchObject([
      { rejected: 'The answer for 2503.11792 is about “2503.11793”.' },
    ]);
    expect(() => read(semanticScholar, other)).toThrow('holds 1 papers; 3 were asked for');
    expect(read(semanticScholar, [{ citationCount: null }], [both])).toEqual([]);
    expect(read(semanticScholar, { error: 'No valid paper ids given' })).toEqual([]);
  });
});

describe('OpenAlex', () => {
  it('is asked by DOIs, its own or arXiv’s, that its filters can hold', () => {
    const { url, headers, body } = openalex.ask(papers, chosen);
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      filter: 'doi:10.1/one|10.1/two|10.48550/arxiv.math/0309136',
      select: 'id,title,doi,cited_by_count',
      'per-page': '100',
      api_key: 'the-key',
    });
    expect([headers, body]).toEqual([undefined, undefined]);
    const wants = (doi: string) => openalex.wants({ id: 'x', title: 'X', doi });
    expect([wants('10.1/a'), wants('10.1/a,b'), wants('10.1/a|b'), wants(`10.1/${'a'.repeat(100)}`)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(openalex.wants(nameless)).toBe(false);
  });

  it('says how often they are cited, in any order; of two works with one DOI the more cited counts', () => {
    const results = [
      { id: 'https://openalex.org/W3', doi: 'https://doi.org/10.48550/arXiv.math/0309136', cited_by_count: 3 },
      { id: 'https://openalex.org/W1', doi: 'https://doi.org/10.1/ONE', cited_by_count: 1 },
      { id: 'https://openalex.org/W2', doi: 'https://doi.org/10.1/one', cited_by_count: 9 },
      { id: 'https://openalex.org/W9', doi: 'https://doi.org/10.1/nobody', cited_by_count: 9 },
    ];
    const readings = read(openalex, { meta: { count: 4 }, results });
    expect(sightingsOf(readings).map(({ sourceKey, citations, url }) => [sourceKey, citations, url])).toEqual([
      ['math/0309136', 3, 'https://openalex.org/W3'],
      ['2503.11792', 9, 'https://openalex.org/W2'],
    ]);
    expect(readings.at(-1)).toMatchObject({ rejected: 'Nobody asked for the work “10.1/nobody”.' });
    expect(read(openalex, { results: [] })).toEqual([]);
  });

  it('tells what is wrong with a key', () => {
    const error = { error: 'Forbidden', message: 'An API key is required.' };
    expect(() => read(openalex, error)).toThrow('The source answered: “An API key is required.”');
  });
});

describe('GitHub', () => {
  it('is asked for many repositories at once, with their names outside the question', () => {
    const { url, body, headers } = github.ask([both, published], chosen);
    expect(url).toBe('http://api.test/graphql');
    expect(headers).toMatchObject({ authorization: 'Bearer the-key' });
    const { query, variables } = JSON.parse(body!);
    expect(query).toBe(
      'query ($o0: String!, $n0: String!, $o1: String!, $n1: String!) { ' +
        'r0: repository(owner: $o0, name: $n0) { nameWithOwner stargazerCount } ' +
        'r1: repository(owner: $o1, name: $n1) { nameWithOwner stargazerCount } }',
    );
    expect(variables).toEqual({ o0: 'Ada', n0: 'one', o1: 'ben', n1: 'two' });
    expect([both, published, preprint, nameless].map(github.wants)).toEqual([true, true, false, false]);
  });

  it('says how many stars they have; what is gone says nothing', () => {
    const answer = {
      data: { r0: { nameWithOwner: 'Ada/renamed', stargazerCount: 12 }, r1: null },
      errors: [{ type: 'NOT_FOUND', path: ['r1'], message: 'Could not resolve to a Repository' }],
    };
    expect(read(github, answer, [both, published])).toEqual([
      {
        sighting: {
          source: 'github',
          sourceKey: '2503.11792 ada/one',
          seenAt: '2026-11-24T12:00:00.000Z',
          url: 'https://github.com/Ada/renamed',
          arxivId: '2503.11792',
          title: 'One',
          githubStars: 12,
        },
      },
    ]);
    expect(read(github, { data: { r0: null }, errors: [{ type: 'NOT_FOUND' }] }, [both])).toEqual([]);
  });

  it('rests for an hour where its limit is used up', () => {
    const limited = { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' }] };
    expect.assertions(2);
    try {
      read(github, limited, [both]);
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(BrokenPage);
      expect(thrown).toMatchObject({ restMs: 3_600_000 });
    }
  });

  it.each([
    ['https://github.com/ada/one', 'ada/one'],
    ['http://www.GitHub.com/ada/one.git', 'ada/one'],
    ['https://github.com/ada/one.js?tab=readme', 'ada/one.js'],
    ['https://github.com/ada/one/', 'ada/one'],
    ['https://github.com/ada', undefined],
    ['https://github.com/topics/one', undefined],
    ['https://github.com/ada/..', undefined],
    ['https://github.com/ada/one") { x }', undefined],
    ['https://github.com.evil.org/ada/one', undefined],
    ['https://gitlab.com/ada/one', undefined],
  ])('knows its repositories: %s', (address, name) => {
    const repository = repositoryIn(address);
    expect(repository && `${repository.owner}/${repository.name}`).toBe(name);
  });
});

describe.each([
  [
    semanticScholar,
    [{ paperId: 'a', citationCount: 1, externalIds: { ArXiv: '2503.11792' } }, null, { citationCount: 2 }],
  ],
  [
    openalex,
    { results: ['10.1/one', '10.1/two', '10.48550/arxiv.math/0309136'].map((doi) => ({ doi, cited_by_count: 1 })) },
  ],
  [
    github,
    { data: { r0: { nameWithOwner: 'a/b', stargazerCount: 1 }, r1: { nameWithOwner: 'c/d', stargazerCount: 2 } } },
  ],
])('$name', (of, page) => {
  const asked = papers.filter(of.wants);

  test.each(NO_PAGES)('%s is no answer', (_, body) => {
    expect(() => of.parse(Buffer.from(body), asked, moment)).toThrow(BrokenPage);
  });

  test('whatever stands in a field, the rest is read', () => {
    expectHardy(page, (body) => {
      const readings = of.parse(body, asked, moment);
      for (const { title, arxivId, doi, abstract, authors } of sightingsOf(readings)) {
        expect(asked.some((paper) => paper.title === title)).toBe(true);
        expect([arxivId, doi].filter((name) => name !== undefined)).toHaveLength(1);
        expect([abstract, authors]).toEqual([undefined, undefined]);
      }
      return readings;
    });
  });
});
