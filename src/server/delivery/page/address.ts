import type { Period } from '#floor/day.ts';
import { type Order, parseQuery, printQuery } from '#search/index.ts';

const FOLDERS = { day: 'date', week: 'week', month: 'month' } as const;

/** Where a paper's page is. Slashes of old arXiv ids and of DOIs stay slashes. */
export function paperPath(id: string): string {
  return `/papers/${id.split('/').map(encodeURIComponent).join('/')}`;
}

export const periodPath = (period: Pick<Period, 'kind' | 'name'>): string =>
  `/papers/${FOLDERS[period.kind]}/${period.name}`;

/** How a question's answer is shown. */
export interface SearchLooks {
  order?: Order;
  /** Whether each hit says how its score came about. */
  explain?: boolean;
}

/** Where a question is answered. What is so anyway is not in the address. */
export function searchPath(text: string, { order = 'relevance', explain = false }: SearchLooks = {}): string {
  const looks = (order === 'relevance' ? '' : `&order=${order}`) + (explain ? '&explain=1' : '');
  return `/papers?q=${encodeURIComponent(text)}${looks}`;
}

/** Where an author's papers are: those by exactly this name, else those whose authors have all of its words. */
export function authorPath(name: string): string {
  const text = printQuery({ words: '', clauses: [{ kind: 'author', not: false, name: plainName(name) }] });
  const { clauses, ignored } = parseQuery(text);
  return searchPath(clauses[0]?.kind === 'author' && ignored.length === 0 ? text : name);
}

const LONGEST_NAME = 200;

/** A name without what would end it in a question. */
const plainName = (name: string) =>
  name
    .slice(0, LONGEST_NAME)
    .toWellFormed()
    .replace(/["“”„‟«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Where papers in a category are. */
export const categoryPath = (category: string): string =>
  searchPath(printQuery({ words: '', clauses: [{ kind: 'category', not: false, category }] }));

/** Where papers like these are: one has an address like its own, several stand in a list. */
export function likePath(ids: string[], order?: 'nearness' | 'date'): string {
  const [only] = ids;
  const path = ids.length === 1 && only !== undefined ? paperPath(only).replace('/papers/', '/papers/like/') : LIKE;
  const query = new URLSearchParams(ids.length === 1 ? [] : ids.map((id) => ['id', id]));
  if (order === 'date') query.set('order', order);
  return query.size > 0 ? `${path}?${query}` : path;
}

const LIKE = '/papers/like';
