/** When something is due: every so many milliseconds, or at a time of day in a time zone, on some days of the week. */
export type Schedule =
  | { everyMs: number }
  | {
      /** `HH:MM`, on the wall clocks of `zone`. */
      at: string;
      /** `America/New_York`. */
      zone: string;
      /** 1 is Monday, 7 is Sunday; every day where absent. */
      weekdays?: readonly number[];
    };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A wall clock's reading in a zone, as if it were UTC, in milliseconds. */
function wallClock(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)!.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/**
 * The instant at which a wall clock shows a reading. Of an hour that comes twice it is the first; of an hour that is
 * left out, the moment at which the clock jumps over it.
 */
function instantOf(reading: number, zone: string): number {
  // Offsets are whole minutes between -12 h and +14 h: the first instant at which the clock has come so far.
  let [before, after] = [reading - 15 * 3_600_000, reading + 15 * 3_600_000];
  // A clock that is put back shows a reading twice, so the search must not leap over the first of the two.
  const early = reading - (wallClock(before, zone) - before);
  const late = reading - (wallClock(after, zone) - after);
  [before, after] = [Math.min(early, late), Math.max(early, late)];
  if (wallClock(before, zone) >= reading) return before;
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (wallClock(middle, zone) >= reading) after = middle;
    else before = middle;
  }
  return after;
}

/** The calendar day in a zone: `2026-11-24`. */
export function dayIn(zone: string, at: Date): string {
  return new Date(wallClock(Math.floor(at.getTime() / 1000) * 1000, zone)).toISOString().slice(0, 10);
}

/** The first moment after `after` at which a schedule is due. */
export function nextAfter(schedule: Schedule, after: Date): Date {
  if ('everyMs' in schedule) return new Date(after.getTime() + schedule.everyMs);
  const { at, zone, weekdays } = schedule;
  const [hours, minutes] = at.split(':').map(Number) as [number, number];
  const today = Date.parse(`${dayIn(zone, after)}T00:00:00Z`);
  // From yesterday: at the date line and where clocks are put forward a reading may belong to the day before.
  for (let day = today - DAY_MS; day <= today + 9 * DAY_MS; day += DAY_MS) {
    const weekday = new Date(day).getUTCDay() || 7;
    if (weekdays && !weekdays.includes(weekday)) continue;
    const due = instantOf(day + hours * 3_600_000 + minutes * MINUTE_MS, zone);
    if (due > after.getTime()) return new Date(due);
  }
  throw new RangeError(`A schedule of no day: ${JSON.stringify(schedule)}`);
}

const SPANS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
] as const;

/** A span in its largest unit that measures it whole in two figures, else nearly: `6 hours`, `90 minutes`, `1 day`. */
export function spanWords(ms: number): string {
  const [length, name] =
    SPANS.find(([unit]) => ms >= unit && ms % unit === 0 && ms / unit < 100) ??
    SPANS.find(([unit]) => ms >= 2 * unit) ??
    SPANS[3];
  const count = Math.round(ms / length);
  return `${count.toLocaleString('en')} ${name}${count === 1 ? '' : 's'}`;
}

const WEEKDAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `every 6 hours`; `at 22:45 in New York, Sun Mon Tue Wed Thu`. */
export function scheduleWords(schedule: Schedule): string {
  if ('everyMs' in schedule) return `every ${spanWords(schedule.everyMs).replace(/^1 /, '')}`;
  const { at, zone, weekdays } = schedule;
  const where = zone === 'UTC' ? ' UTC' : ` in ${zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')}`;
  return `at ${at}${where}${weekdays ? `, ${weekdays.map((day) => WEEKDAYS[day]).join(' ')}` : ''}`;
}
