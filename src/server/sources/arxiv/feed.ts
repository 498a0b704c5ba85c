import { dayIn } from '#floor/schedule.ts';
import { BrokenPage } from '../source.ts';
import { quoted } from '../text.ts';
import { readInstant } from '../time.ts';
import { childOf, type Element, type RecordElement, readXml, textOf } from '../xml/read.ts';

const ENTRIES = new Set(['entry']);
/** arXiv's days begin and end there. */
export const ZONE = 'America/New_York';

/** An Atom feed of arXiv's: a day's announcements (https://info.arxiv.org/help/rss.html), or the query API's answer. */
export interface Feed {
  /** RFC 3339: when arXiv made it. */
  madeAt: string | undefined;
  entries: RecordElement[];
  /** The day in New York of an instant as the feed writes it; the feed's own where there is none. */
  dayOf(written: string): string | undefined;
}

/**
 * Reads a feed. An empty one is what arXiv sends on weekends and holidays.
 * @throws BrokenPage for what is no feed, for half of one, and for arXiv's own error.
 */
export function readFeed(body: Uint8Array): Feed {
  const { root, records, broken } = readXml(body, ENTRIES);
  if (root.name !== 'feed') throw new BrokenPage(`The answer is no Atom feed but begins with ${quoted(root.name)}.`);
  if (broken !== undefined) throw new BrokenPage(`The feed is not whole: ${broken}`);
  const refusal = refusalOf(root, records);
  if (refusal !== undefined) throw new BrokenPage(`arXiv answers with an error: ${quoted(refusal)}.`);
  const days = new Map<string, string | undefined>();
  const dayAt = (written: string) => {
    // A feed's entries share one time, and a calendar is slow to ask.
    if (!days.has(written)) {
      const at = readInstant(written.trim());
      days.set(written, at && dayIn(ZONE, new Date(at)));
    }
    return days.get(written);
  };
  const made = textOf(childOf(root, 'updated'));
  return { madeAt: readInstant(made.trim()), entries: records, dayOf: (written) => dayAt(written) ?? dayAt(made) };
}

/** `rss.arxiv.org` says so in the feed's title, the query API in an entry named after the error. */
function refusalOf(root: Element, entries: RecordElement[]): string | undefined {
  if (/^\s*feed error/i.test(textOf(childOf(root, 'title')))) return textOf(childOf(root, 'subtitle'));
  const [first] = entries;
  if (!first || !textOf(childOf(first.element, 'id')).includes('/api/errors')) return undefined;
  return textOf(childOf(first.element, 'summary'));
}
