import { findPapers, resolveId } from '#catalogue/find.ts';
import type { Paper } from '#catalogue/paper.ts';
import { titleKey } from '#catalogue/title-key.ts';
import type { Db } from '#db/schema.ts';
import { arxivIdOf } from '#sources/arxiv/identifier.ts';
import { doiOf } from '#sources/doi.ts';
import { askedName } from './author-name.ts';
import type { Answering } from './handle.ts';
import { nameTokens, titleHash } from './layout.ts';
import { type Match, matches, newestFirst } from './matches.ts';
import { MOST_HITS } from './question.ts';

export type Shortcut = 'id' | 'title' | 'author';

/** Papers of exactly one title that are looked at: reports and editorials share theirs with hundreds. */
const SAME_TITLE = 20;

/** The paper that a text names by arXiv id or DOI, in any spelling. Asks the catalogue alone. */
export async function paperByName(db: Db, text: string): Promise<Paper | undefined> {
  if (!arxivIdOf(text) && !doiOf(text)) return undefined;
  const resolved = await resolveId(db, text);
  return resolved && (await findPapers(db, [resolved.id]))[0];
}

/** Papers whose title is the text but for spelling, newest first. */
async function byTitle({ papers }: Answering, text: string): Promise<Match[]> {
  const hash = titleHash(text);
  if (!hash) return [];
  // The hash is base64url: nothing in it can end the quotation.
  const rows = await papers.query().where(`title = '${hash}'`).select(['id', 'day']).limit(SAME_TITLE).toArray();
  return rows.map((row): Match => ({ id: row.id, day: row.day, score: 0 })).sort(newestFirst);
}

/** Papers with an author whose whole name the text is, newest first. */
async function byAuthor(answering: Answering, text: string): Promise<Match[]> {
  const name = askedName(text);
  if (!name) return [];
  const found = await matches(answering, nameTokens(name), { column: 'authors', words: 'all', limit: MOST_HITS });
  return found.sort(newestFirst);
}

/** What goes above the ranked hits: the paper of this title, else the papers of this author. */
export async function exactMatches(
  answering: Answering,
  text: string,
): Promise<{ kind: 'title' | 'author'; found: Match[] } | undefined> {
  const titled = await byTitle(answering, text);
  if (titled.length > 0) return { kind: 'title', found: titled };
  const written = await byAuthor(answering, text);
  return written.length > 0 ? { kind: 'author', found: written } : undefined;
}

/** The reason for an exact match's place, in words. */
export function exactWords(kind: Shortcut, text: string, paper: Paper): string {
  if (kind === 'id') return `Its id is ${paper.id}`;
  if (kind === 'title' && titleKey(paper.title) === titleKey(text)) return 'It has exactly this title';
  return `By ${askedName(text) ? text : 'this author'}`;
}
