/** The values of a list in a setting: between spaces or commas; one that has those in it stands in double quotes. */
export function readList(text: string): string[] {
  return Array.from(text.matchAll(/"([^"]*)"|[^\s,"]+/g), ([word, inside]) => inside ?? word).filter(Boolean);
}

/** A list as it stands in a setting; undefined where one of its values has a double quote in it, or is empty. */
export function writeList(values: readonly string[]): string | undefined {
  if (values.some((value) => value === '' || value.includes('"'))) return undefined;
  return values.map((value) => (/[\s,]/.test(value) ? `"${value}"` : value)).join(' ');
}
