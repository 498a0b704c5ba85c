/** Colours and cursor movements for terminals, with all that belongs to them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point.
const ANSI = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-Z\\-_]/g;
/**
 * What no person sees: zero-width characters, selectors of variants, tags, marks of direction, and controls. Sentences
 * can be written in them that only a model reads.
 */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\u2028\u2029\ufff9-\ufffb]/gu;

/** Text of papers as an agent gets it: what a person would see, its lines kept. */
export function seen(text: string): string {
  return text
    .toWellFormed()
    .replace(ANSI, '')
    .replace(UNSEEN, (character) => (character === '\n' || character === '\t' ? character : ''));
}

/** The same for every text in a value. */
export function seenIn<T>(value: T): T {
  if (typeof value === 'string') return seen(value) as T;
  if (Array.isArray(value)) return value.map(seenIn) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, seenIn(inner)])) as T;
}
