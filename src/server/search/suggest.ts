import { findPapers } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import { categoriesLike, categoryName } from '#sources/arxiv/categories.ts';
import { nameKeys } from './author-name.ts';
import type { SearchIndex } from './search-index.ts';

const MOST = 10;

/** What a question that is being typed may become. */
export interface Suggested {
  titles: { id: string; title: string }[];
  authors: { name: string; papers: number }[];
  categories: { category: string; name?: string; papers: number }[];
}

/**
 * Titles, authors and categories for what was typed so far, from three letters on, misspelled or not.
 * @throws Failure `SourceUnavailable` where the index is absent or damaged.
 */
export async function suggestions(index: SearchIndex, db: Db, text: string, limit: number): Promise<Suggested> {
  const most = Math.min(MOST, Math.max(1, Math.floor(limit) || 1));
  const named = categoriesLike(text, most).map(({ code }) => code);
  const found = await index.memory.ask('suggest', text, most, named);
  const papers = await findPapers(db, [...found.papers, ...found.authors.map(({ paper }) => paper)]);
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return {
    titles: found.papers.flatMap((id) => {
      const paper = byId.get(id);
      return paper ? [{ id, title: paper.title }] : [];
    }),
    // The key has neither capitals nor accents: the name as the paper spells it.
    authors: found.authors.flatMap(({ key, paper, papers: count }) => {
      const name = byId.get(paper)?.authors.find((author) => nameKeys(author.name).includes(key))?.name;
      return name ? [{ name, papers: count }] : [];
    }),
    categories: found.categories.map(({ category, papers: count }) => {
      const name = categoryName(category);
      return { category, papers: count, ...(name && { name }) };
    }),
  };
}
