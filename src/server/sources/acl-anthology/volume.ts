import { daysBetween, isDay } from '#floor/day.ts';
import { oneLine } from '../text.ts';
import { dayOf } from '../time.ts';
import { childOf, type Element } from '../xml/read.ts';
import { markedText } from './markup.ts';
import { yearOf } from './name.ts';

/** What a volume says for its papers. */
export interface Volume {
  id: string;
  /** Book or journal, with the journal's volume and issue. */
  title: string;
  year: number;
  /** `YYYY-MM-DD`: first day of the month that it gives; of the year, without one. */
  month: string;
  /** When the Anthology took it in, where that was when it appeared: much of what is old was taken in decades later. */
  ingestedOn: string | undefined;
}

/** A volume is taken in weeks before its conference or some months after it. */
const DAYS_BEFORE = 120;
const DAYS_AFTER = 400;

/** Reads `<volume>` and its `<meta>`. */
export function readVolume(volume: Element, collection: string): Volume {
  const meta = childOf(volume, 'meta');
  const said = (name: string) => oneLine(markedText(childOf(meta, name)) ?? '');
  const year = /^(?:19|20)\d\d$/.exec(said('year'));
  const month = monthOf(year ? Number(year[0]) : yearOf(collection), said('month'));
  const ingested = volume.attributes['ingest-date'] ?? '';
  const since = isDay(ingested) ? daysBetween(month, ingested) : Number.NaN;
  const issue = said('journal-issue');
  const number = `${said('journal-volume')}${issue && `(${issue})`}`;
  return {
    id: volume.attributes.id ?? '',
    title: [said('journal-title') || said('booktitle'), number].filter(Boolean).join(' '),
    year: Number(month.slice(0, 4)),
    month,
    ingestedOn: since >= -DAYS_BEFORE && since <= DAYS_AFTER ? ingested : undefined,
  };
}

/** `July`, `July–August`, `5-7 May`, `Sept.`: the first month that is named. */
function monthOf(year: number, words: string): string {
  for (const [word] of words.matchAll(/[A-Za-z]{3,}/g)) {
    const day = dayOf(year, word, 1);
    if (day) return day;
  }
  return `${year}-01-01`;
}
