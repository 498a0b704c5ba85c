import { findPapers } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import type { SentEdition } from '../digest/sent-edition.ts';
import { printable } from '../text/escape.ts';
import { type Card, cardOf } from './card.ts';
import { counted, longDay } from './words.ts';

/** An edition that was sent by mail, ready to be shown. */
export interface SentView {
  heading: string;
  /** Sentences: when it went out, how large it is, what is no longer here. */
  notes: string[];
  /** The list as it is now. */
  listPath: string;
  cards: Card[];
  page: 1;
  pages: 1;
}

/** The papers that were sent under these ids as they are now: one that has merged is the paper it became. */
async function papersNow(db: Db, ids: string[]) {
  const merged =
    ids.length > 0 ? await db.selectFrom('redirects').selectAll().where('old_id', 'in', ids).execute() : [];
  const now = new Map(merged.map(({ old_id, paper_id }) => [old_id, paper_id]));
  const papers = await findPapers(db, [...new Set(ids.map((id) => now.get(id) ?? id))]);
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return (id: string) => byId.get(now.get(id) ?? id);
}

/** The sent order and the sent reasons; of each paper what is known of it today. Two that have become one stand once. */
export async function sentView(db: Db, { day, name, list, papers }: SentEdition): Promise<SentView> {
  const now = await papersNow(
    db,
    papers.map(({ id }) => id),
  );
  const cards = new Map<string, Card>();
  let gone = 0;
  for (const { id, because } of papers) {
    const paper = now(id);
    if (!paper) gone++;
    else if (!cards.has(paper.id)) {
      const reasons = because.map((words) => ({ words: printable(words), points: 0 }));
      cards.set(paper.id, { ...cardOf(paper, { near: day }), because: reasons });
    }
  }
  return {
    heading: printable(name),
    notes: [
      `As it went out by mail on ${longDay(day)}: ${counted(papers.length, 'paper')}, with the reasons of that day.`,
      ...(gone > 0 ? [`${counted(gone, 'paper')} of it left this catalogue since.`] : []),
    ],
    listPath: list,
    cards: [...cards.values()],
    page: 1,
    pages: 1,
  };
}
