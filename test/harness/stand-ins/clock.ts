/** What time it is at a source; tests set it. */
export interface Clock {
  now(): Date;
}

/** The day and the offset from UTC in New York, where arXiv announces: `2025-08-20`, `-04:00`. */
export function newYork(instant: Date): { day: string; offset: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/New_York',
    dateStyle: undefined,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZoneName: 'longOffset',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    offset: part('timeZoneName').replace('GMT', ''),
  };
}
