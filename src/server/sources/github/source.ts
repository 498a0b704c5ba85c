import { countSighting, type Enrichment, isNamed, type KnownPaper } from '../enrichment.ts';
import { errorIn, keyIn, readingsOf, readObject } from '../json/page.ts';
import * as from from '../record.ts';
import { BrokenPage } from '../source.ts';
import { quoted } from '../text.ts';
import { type Repository, repositoryIn } from './repository.ts';

const HOUR_MS = 3_600_000;

const repositoryOf = (paper: KnownPaper): Repository => repositoryIn(paper.code ?? '')!;

/**
 * Stars of papers' repositories, by GitHub's GraphQL: one request for fifty, where REST takes fifty. Names are sent as
 * variables, never as part of the question. A repository that was moved is found under its new name; one that is gone
 * is null, with an error of its own.
 */
export const github: Enrichment = {
  name: 'github',
  title: 'GitHub',
  home: 'https://github.com',
  licence: 'GitHub’s terms of service',
  help: 'Stars of papers’ repositories, which trending counts.',
  // 5,000 points an hour for a key; a request for fifty costs one.
  courtesy: { gate: 'github', everyMs: 1_000 },
  addresses: { api: 'https://api.github.com' },
  key: 'A token of your own from https://github.com/settings/tokens without any scope, for counts of stars.',
  schedule: { everyMs: 6 * HOUR_MS },
  batch: 50,
  wants: (paper) => isNamed(paper) && paper.code !== undefined && repositoryIn(paper.code) !== undefined,
  ask(papers, { addresses, key }) {
    const variables: Record<string, string> = {};
    const parameters: string[] = [];
    const fields = papers.map((paper, index) => {
      const { owner, name } = repositoryOf(paper);
      variables[`o${index}`] = owner;
      variables[`n${index}`] = name;
      parameters.push(`$o${index}: String!, $n${index}: String!`);
      return `r${index}: repository(owner: $o${index}, name: $n${index}) { nameWithOwner stargazerCount }`;
    });
    const query = `query (${parameters.join(', ')}) { ${fields.join(' ')} }`;
    return {
      url: `${addresses.api}/graphql`,
      body: JSON.stringify({ query, variables }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    };
  },
  parse(body, papers, moment) {
    const page = readObject(body);
    if (!from.isForeign(page.data)) throw refusal(page);
    const { data } = page;
    const told = papers.flatMap((paper, index) => {
      const record = data[`r${index}`];
      return record === null || record === undefined ? [] : [{ record, paper, alias: `r${index}` }];
    });
    // Gone, every one of them, or an answer to another question: errors say which.
    if (told.length === 0 && papers.length > 0 && !Array.isArray(page.errors)) throw refusal(page);
    return readingsOf(
      told.map(({ record }) => record),
      {
        sighting(record, index) {
          const { paper } = told[index]!;
          const stars = from.countIn(record, 'stargazerCount');
          if (stars === undefined) throw new from.Unreadable('The field “stargazerCount” is missing.');
          const { owner, name } = repositoryOf(paper);
          const isAt = repositoryIn(`https://github.com/${from.lineIn(record, 'nameWithOwner', 200) ?? ''}`);
          if (!isAt) throw new from.Unreadable(`The field “nameWithOwner” names no repository.`);
          return countSighting(
            paper,
            {
              source: 'github',
              sourceKey: `${paper.id} ${owner}/${name}`.toLowerCase(),
              url: `https://github.com/${isAt.owner}/${isAt.name}`,
              githubStars: stars,
            },
            moment,
          );
        },
        keyOf: (record) => keyIn(record, 'nameWithOwner'),
        pageOf: (record, index) => ({ data: { [told[index]!.alias]: record } }),
      },
    );
  },
};

/** A limit that was used up fills again within the hour. */
function refusal(page: from.Foreign): BrokenPage {
  const words = errorIn(page) ?? `The answer holds no ${quoted('data')}.`;
  return new BrokenPage(words, /rate limit/i.test(words) ? HOUR_MS : undefined);
}
