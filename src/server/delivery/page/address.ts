import type { Period } from '#floor/day.ts';

const FOLDERS = { day: 'date', week: 'week', month: 'month' } as const;

/** Where a paper's page is. Slashes of old arXiv ids and of DOIs stay slashes. */
export function paperPath(id: string): string {
  return `/papers/${id.split('/').map(encodeURIComponent).join('/')}`;
}

export const periodPath = (period: Pick<Period, 'kind' | 'name'>): string =>
  `/papers/${FOLDERS[period.kind]}/${period.name}`;

export const searchPath = (text: string): string => `/papers?q=${encodeURIComponent(text)}`;
