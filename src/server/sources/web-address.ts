/** Longer ones make keys that the database's index does not take. */
export const MOST_ADDRESS = 500;

/** A chosen address as it is kept, its host in lower case and its fragment gone; undefined for what is none. */
export function webAddress(word: string): string | undefined {
  if (!/^https?:\/\//i.test(word) || word.length > MOST_ADDRESS) return undefined;
  const url = URL.parse(word);
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  url.hash = '';
  return url.href.length <= MOST_ADDRESS ? url.href : undefined;
}
