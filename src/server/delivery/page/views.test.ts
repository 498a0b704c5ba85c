import { describe, expect, it } from 'vitest';
import type { Paper } from '#catalogue/paper.ts';
import type { Edition } from '#editions/edition.ts';
import { dayPeriod } from '#floor/day.ts';
import { paperPath } from './address.ts';
import { cardOf } from './card.ts';
import { editionView } from './edition.ts';
import { paperView } from './paper.ts';

const PAPER: Paper = {
  id: '10.1145/a#b',
  doi: '10.1145/a#b',
  title: '<b>Title</b> with $x$',
  abstract: 'Text. '.repeat(60),
  authors: [{ name: 'A' }, { name: 'B' }, { name: 'C' }, { name: 'D' }],
  authorCount: 9,
  day: '2026-06-17',
  publishedAt: '2026-06-17T00:00:00.000Z',
  categories: ['cs.CL'],
  links: [
    { kind: 'code', url: 'javascript:alert(1)' },
    { kind: 'project', url: 'https://p.example/' },
    { kind: 'other', url: 'data:text/html,x' },
  ],
  keywords: [],
  versions: [],
  upvotes: 5,
  revision: 1,
};

describe('views', () => {
  it('a card has three authors, the rest as a number, and no address that is not on the web', () => {
    const card = cardOf(PAPER, { near: '2026-06-18' });
    expect(card).toMatchObject({ moreAuthors: 6, votes: 5, opens: true });
    expect(card.authors.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    expect(card.authors[0]!.path).toBe('/papers?q=author%3AA');
    expect(card.day).toEqual({ date: '2026-06-17', words: 'Wednesday' });
    expect(card.titleHtml).toMatch(/^&lt;b&gt;Title&lt;\/b&gt; with <math>/);
    expect(card.code).toBeUndefined();
    expect(card.project).toBe('https://p.example/');
  });

  it('a paper’s address keeps its slashes and nothing else that an address would read', () => {
    expect(paperPath(PAPER.id)).toBe('/papers/10.1145/a%23b');
    expect(paperPath('math/0309136')).toBe('/papers/math/0309136');
  });

  it('a paper’s page links only to the web', () => {
    const view = paperView(PAPER, []);
    expect(view.links).toEqual({ doi: 'https://doi.org/10.1145/a%23b', project: 'https://p.example/', others: [] });
    expect(view.title).toBe('<b>Title</b> with x');
    expect(view.citation).toContainEqual(['citation_publication_date', '2026/06/17']);
  });

  it('a withdrawal is told beside the title, citations among the facts', () => {
    const paper = { ...PAPER, withdrawnOn: '2026-05-03', citations: 1204 };
    const withdrawn = { date: '2026-05-03', words: '3 May 2026' };
    expect(cardOf(paper)).toMatchObject({ withdrawn, citations: 1204 });
    expect(paperView(paper, [])).toMatchObject({ withdrawn });
    expect(paperView(paper, []).facts).toContainEqual({ name: 'Citations', value: '1,204' });
    expect(cardOf(PAPER)).not.toHaveProperty('withdrawn');
    expect(paperView(PAPER, [])).not.toHaveProperty('withdrawn');
  });

  it('each source is named for people, with the terms of what it says', () => {
    const seenAt = '2026-06-18T00:00:00.000Z';
    const row = (source: string, more: object = {}) => {
      const sighting = { source, sourceKey: 'x', seenAt, title: 'T', ...more };
      return paperView(PAPER, [{ source, sourceKey: 'x', firstSeenAt: seenAt, lastSeenAt: seenAt, sighting }])
        .sources[0];
    };
    expect(row('arxiv', { withdrawnOn: '2026-05-03' })).toMatchObject({
      source: 'arXiv',
      licence: 'CC0 1.0',
      said: [{ words: 'withdrawn 3 May 2026' }],
    });
    expect(row('openalex', { citations: 1 })).toMatchObject({ source: 'OpenAlex', said: [{ words: '1 citation' }] });
    expect(row('constructor')).toMatchObject({ source: 'constructor' });
    expect(row('daily-papers-page')).not.toHaveProperty('licence');
  });

  const edition: Edition = {
    section: 'front',
    period: dayPeriod('2026-06-18'),
    from: 'listing',
    papers: [
      {
        paper: PAPER,
        day: '2026-06-18',
        rank: 61,
        score: 5,
        because: [{ signal: 'votes', words: '5 votes', points: 5 }],
      },
    ],
    total: 130,
    previous: '2026-06-17',
  };

  it('an edition says what it is, how large, and what lies beside it', () => {
    const days = [{ day: '2026-06-18', papers: 130 }];
    const view = editionView(edition, { page: 2, latest: '2026-06-18', days });
    expect(view).toMatchObject({ heading: 'Thursday, 18 June 2026', size: '130 papers', page: 2, pages: 3 });
    expect(view.previous).toEqual({ path: '/papers/date/2026-06-17', words: 'Wednesday', possessive: 'Wednesday’s' });
    expect(view.next).toBeUndefined();
    expect(view.note).toContain('arXiv announced');
    expect(view.calendar?.weeks.flat().filter((cell) => cell.path)).toEqual([
      { number: 18, shown: true, outside: false, papers: 130, path: '/papers/date/2026-06-18' },
    ]);
  });

  it('an empty edition has a sentence', () => {
    const view = editionView({ ...edition, papers: [], total: 0 }, { page: 1, latest: '2026-07-01' });
    expect(view).toMatchObject({ size: 'No papers', empty: 'No papers on Thursday, 18 June 2026.', pages: 1 });
    expect(view.note).toBeUndefined();
  });
});
