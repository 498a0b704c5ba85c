/** How strict clients take what they are sent: what is missing or of another type ends the reading. */

export type Json = Record<string, unknown>;

export class WrongAnswer extends Error {}

/** A field of one type. @throws WrongAnswer naming it. */
export function field<T>(of: Json, name: string, is: (value: unknown) => value is T): T {
  const value = of[name];
  if (!is(value)) throw new WrongAnswer(`${name} is ${JSON.stringify(value)?.slice(0, 80)}`);
  return value;
}

export const text = (value: unknown): value is string => typeof value === 'string';
export const flag = (value: unknown): value is boolean => typeof value === 'boolean';
export const number = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
export const whole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
export const object = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const objects = (value: unknown): value is Json[] => Array.isArray(value) && value.every(object);
export const texts = (value: unknown): value is string[] => Array.isArray(value) && value.every(text);
/** 24 hexadecimal digits. */
export const objectId = (value: unknown): value is string => text(value) && /^[0-9a-f]{24}$/.test(value);
/** RFC 3339 with `Z`, to the second or finer. */
export const zulu = (value: unknown): value is string =>
  text(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) && !Number.isNaN(Date.parse(value));
/** The field may be absent; where it is there, it is of the type. */
export const optional =
  <T>(is: (value: unknown) => value is T) =>
  (value: unknown): value is T | undefined =>
    value === undefined || is(value);
