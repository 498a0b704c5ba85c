import { invalid } from '#floor/failure.ts';

/**
 * One of a few words from a query string; the first is meant where the parameter is missing.
 * @throws Failure `Invalid` naming the parameter and what it takes.
 */
export function oneOf<T extends string>(query: URLSearchParams, name: string, allowed: readonly [T, ...T[]]): T {
  const text = query.get(name) || allowed[0];
  const found = allowed.find((one) => one === text);
  if (found) return found;
  throw invalid(`${name} must be ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}.`);
}

/** A switch: `1` or `true`; `0`, `false`, nothing. @throws Failure `Invalid` for anything else. */
export function isOn(query: URLSearchParams, name: string): boolean {
  const text = query.get(name) ?? '';
  if (['1', 'true'].includes(text)) return true;
  if (['', '0', 'false'].includes(text)) return false;
  throw invalid(`${name} must be 1 or 0.`);
}

/** The text of a question. @throws Failure `Invalid` where it is missing or too long. */
export function questionText(query: URLSearchParams, longest: number): string {
  const text = query.get('q')?.trim() ?? '';
  if (text === '') throw invalid('q is missing: say what to search for.');
  if (text.length <= longest) return text;
  throw invalid(
    `q may have ${longest.toLocaleString('en')} characters; this one has ${text.length.toLocaleString('en')}.`,
  );
}
