import type { Paper } from '#catalogue/paper.ts';

/** Papers as a terminal shows them. */

const NAMES_SHOWN = 3;

/** What a terminal may show of a text from outside: no control characters, which could move the cursor or colour. */
export const plain = (text: string) => text.replace(/\p{Cc}+/gu, ' ');

function byline(paper: Paper): string {
  const names = paper.authors.slice(0, NAMES_SHOWN).map((author) => author.name);
  const more = (paper.authorCount ?? 0) - names.length;
  const who =
    names.length > 0 ? `${names.join(', ')}${more > 0 ? ` +${more}` : ''}` : (paper.organization?.fullname ?? '');
  return [who, paper.day, paper.categories[0]].filter(Boolean).join(' · ');
}

/** `1. Title`, and below it the id and who wrote it when. @param place from 1. */
export function paperText(paper: Paper, place: number): string {
  return `${plain(`${place}. ${paper.title}`)}\n   ${plain(paper.id)}  ${plain(byline(paper))}`;
}
