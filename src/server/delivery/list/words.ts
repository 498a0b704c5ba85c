import type { Paper } from '#catalogue/paper.ts';
import { counted } from '../page/words.ts';
import { oneLine } from '../text/escape.ts';
import type { ListedPaper } from './list.ts';

const NAMES_SHOWN = 3;
const LONGEST_NAME = 100;

const fitting = (text: string) => oneLine(text.slice(0, LONGEST_NAME));

/** `Ada Lovelace, Bo Zhang, Cy Twombly and 4 more · Some University`; `6 authors` where no name is known; else empty. */
export function namesOf(paper: Paper): string {
  const names = paper.authors.map(({ name }) => fitting(name)).filter(Boolean);
  const count = Math.max(names.length, paper.authorCount ?? 0);
  const shown = names.slice(0, NAMES_SHOWN);
  const more = count - shown.length;
  const all = names.length === 0 ? (count > 0 ? counted(count, 'author') : '') : shown.join(', ');
  const rest = names.length > 0 && more > 0 ? ` and ${more.toLocaleString('en')} more` : '';
  const organization = fitting(paper.organization?.fullname ?? paper.organization?.name ?? '');
  return [all + rest, organization].filter(Boolean).join(' · ');
}

/** Why a paper is in a list, in one line without a full stop; empty where there is nothing to say. */
export function whyWords({ rank, within, because }: ListedPaper): string {
  const place = rank !== undefined && within ? `number ${rank} ${within}` : '';
  const line = [place, because.join('; ')].filter(Boolean).join(': ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}
