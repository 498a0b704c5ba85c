import { invalid } from '#floor/failure.ts';

/** RFC 5321 §4.5.3.1: 64 octets before the @, 254 in all. */
const LONGEST = 254;
/** Unquoted and ASCII, which is what servers without SMTPUTF8 take; no character of it ends a header or an address. */
const ADDRESS =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

/**
 * Reads a mail address as somebody typed it, with its domain in small letters.
 * @throws Failure `Invalid` for what is none.
 */
export function readAddress(given: unknown): string {
  const text = typeof given === 'string' ? given.trim() : '';
  const at = text.lastIndexOf('@');
  if (text.length > LONGEST || at > 64 || !ADDRESS.test(text))
    throw invalid('That is not a mail address.', 'Write one such as ada@example.org.');
  return text.slice(0, at) + text.slice(at).toLowerCase();
}

/** `example.org`. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
