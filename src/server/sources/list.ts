import { invalid } from '#floor/failure.ts';

/** The values of a list in a setting: between spaces or commas; one that has those in it stands in double quotes. */
export function readList(text: string): string[] {
  return Array.from(text.matchAll(/"([^"]*)"|[^\s,"]+/g), ([word, inside]) => inside ?? word).filter(Boolean);
}

/** A list as it stands in a setting. @throws Failure `Invalid` for a value that is empty or has a double quote in it. */
export function writeList(values: readonly string[]): string {
  if (values.some((value) => value === '' || value.includes('"'))) {
    throw invalid('What is chosen cannot be empty or have a double quote in it.');
  }
  return values.map((value) => (/[\s,]/.test(value) ? `"${value}"` : value)).join(' ');
}
