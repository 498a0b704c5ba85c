import { isDay } from '#floor/day.ts';
import { dayOf, readTime } from '../time.ts';

/** Zones that mail's older standard knows by name (RFC 822 §5), hours from UTC. */
const ZONES: Record<string, string> = {
  UT: 'GMT',
  Z: 'GMT',
  EST: '-0500',
  EDT: '-0400',
  CST: '-0600',
  CDT: '-0500',
  MST: '-0700',
  MDT: '-0600',
  PST: '-0800',
  PDT: '-0700',
};

const MAIL =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3,9})\.?\s+(\d{4})(?:\s+(\d{2}:\d{2}(?::\d{2})?)(?:\s+(\S+))?)?$/i;

/**
 * An instant or a day from a feed: RFC 3339 (Atom, Dublin Core) or mail's notation (RSS), with what feeds make of
 * it: zones by name, weekdays and months written out, no zone. A time without a zone says a day only.
 * Undefined for the rest, `2026-05` and `2026` among it.
 */
export function feedTime(text: string): string | undefined {
  const written = text.trim();
  if (written.length > 60) return undefined;
  const known = readTime(written);
  if (known) return known;
  const mail = MAIL.exec(written);
  if (mail) {
    const [, date, month, year, time, zone] = mail as unknown as [string, string, string, string, string?, string?];
    const day = dayOf(year, month, date);
    const at =
      time && zone
        ? readTime(`${date} ${short(month)} ${year} ${time} ${ZONES[zone.toUpperCase()] ?? zone}`)
        : undefined;
    return day && (at ?? day);
  }
  const day = written.slice(0, 10);
  return isDay(day) && /^[T ]\d{2}:\d{2}/.test(written.slice(10)) ? day : undefined;
}

const short = (month: string) => month[0]!.toUpperCase() + month.slice(1, 3).toLowerCase();
