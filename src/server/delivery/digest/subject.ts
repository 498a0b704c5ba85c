import { oneLine } from '../text/escape.ts';
import { shortened } from '../text/plain.ts';
import type { Digest } from './digest.ts';

/** What an inbox on a wide screen shows of a subject is less. */
const LONGEST = 150;
const LONGEST_LIST = 40;

const cut = (text: string, limit: number) => oneLine(shortened(oneLine(text.slice(0, limit * 4)), limit));

/** `Attention is all you need, and 19 more · Front page`: one line of at most 150 characters. */
export function subjectOf({ entries, list }: Pick<Digest, 'entries' | 'list'>): string {
  const [first, ...others] = entries;
  const rest = others.length > 0 ? `, and ${others.length.toLocaleString('en')} more` : '';
  const end = `${rest} · ${cut(list, LONGEST_LIST) || 'Papers'}`;
  return (cut(first?.title ?? '', LONGEST - end.length) || 'Untitled') + end;
}
