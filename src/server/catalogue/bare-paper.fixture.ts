import type { Paper } from './paper.ts';

/** A paper of which next to nothing is known. */
export const barePaper = (more: Pick<Paper, 'id' | 'title'> & Partial<Paper>): Paper => ({
  authors: [],
  categories: [],
  links: [],
  keywords: [],
  versions: [],
  revision: 1,
  ...more,
});
