const NAMES: Record<string, string> = {
  arxiv: 'arXiv',
  'daily-papers': 'Daily Papers',
  'daily-papers-page': 'Daily Papers, saved page',
};

/** A source by the name that people use; its folder's name where we have none. */
export function sourceName(source: string): string {
  return NAMES[source] ?? source;
}
