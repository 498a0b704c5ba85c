import { ENRICHMENTS, SOURCES } from '#sources/sources.ts';

/** What is known of a source for people. */
interface Named {
  title: string;
  licence?: string;
}

/** A page that a reader saved and imported: no source of the clock's. */
const SAVED_PAGE: Named & { name: string } = { name: 'daily-papers-page', title: 'Daily Papers, saved page' };

const NAMED = new Map<string, Named>([SAVED_PAGE, ...SOURCES, ...ENRICHMENTS].map((one) => [one.name, one]));

/** A source by the name that people use; its folder's name where we have none. */
export function sourceName(source: string): string {
  return NAMED.get(source)?.title ?? source;
}

/** The terms of a source's metadata; of each paper's own licence they say nothing. */
export function sourceLicence(source: string): string | undefined {
  return NAMED.get(source)?.licence;
}
