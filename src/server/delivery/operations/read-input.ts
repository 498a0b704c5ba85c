import type { z } from 'zod';
import { type Failure, invalid } from '#floor/failure.ts';

/** What reading needs of an operation. */
interface Described<In extends z.ZodObject> {
  name: string;
  input: In;
}

/** A field without what makes it optional. */
export function bare(field: z.core.$ZodType): z.core.$ZodType {
  const { def } = field._zod as unknown as { def: { type: string; innerType?: z.core.$ZodType } };
  return (def.type === 'default' || def.type === 'optional') && def.innerType ? bare(def.innerType) : field;
}

const kindOf = (field: z.core.$ZodType) => bare(field)._zod.def.type;

function fromText(field: z.core.$ZodType, text: string): unknown {
  const kind = kindOf(field);
  if (kind === 'number' && /^\d{1,9}$/.test(text)) return Number(text);
  if (kind === 'boolean' && ['1', 'true'].includes(text)) return true;
  if (kind === 'boolean' && ['0', 'false'].includes(text)) return false;
  return text;
}

/** Values for an operation out of texts, as addresses and command lines have them; an empty text counts as none. */
export function valuesFromTexts(
  { input }: Pick<Described<z.ZodObject>, 'input'>,
  textOf: (name: string) => string | null | undefined,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(input.shape)) {
    const text = textOf(name);
    if (typeof text === 'string' && text !== '') values[name] = fromText(field, text);
  }
  return values;
}

const listed = (words: readonly unknown[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
const counted = (count: number) => count.toLocaleString('en');

/** What a field takes, in a sentence. */
function sentenceFor(name: string, field: z.ZodType, value: unknown): string {
  const inner = bare(field) as z.ZodType;
  if (value === undefined || (typeof value === 'string' && value.trim() === '')) return `${name} is missing.`;
  if (kindOf(inner) === 'number') {
    const { minValue, maxValue } = inner as z.ZodNumber;
    return `${name} must be a whole number from ${minValue} to ${maxValue}.`;
  }
  if (kindOf(inner) === 'enum') return `${name} must be ${listed((inner as z.ZodEnum).options)}.`;
  if (kindOf(inner) === 'boolean') return `${name} must be 1 or 0, that is true or false.`;
  const { maxLength } = inner as z.ZodString;
  if (typeof value === 'string' && maxLength !== null && value.trim().length > maxLength) {
    return `${name} may have ${counted(maxLength)} characters; this one has ${counted(value.length)}.`;
  }
  return `${name} must be a text${maxLength === null ? '' : ` of at most ${counted(maxLength)} characters`}.`;
}

function failureFor({ name, input }: Described<z.ZodObject>, issue: z.core.$ZodIssue, values: object): Failure {
  const fields = Object.keys(input.shape);
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys.map((key) => `“${key.slice(0, 40)}”`).slice(0, 5);
    return invalid(`${name} knows no ${listed(unknown)}.`, `It takes ${fields.join(', ') || 'nothing'}.`);
  }
  const key = String(issue.path[0]);
  const field = input.shape[key] as z.ZodType;
  const sentence = sentenceFor(key, field, (values as Record<string, unknown>)[key]);
  return invalid(sentence, field.description && `${key}: ${field.description}.`);
}

/**
 * The input of an operation, complete and checked.
 * @throws Failure `Invalid` that names the field and what it takes; also for a field that there is not.
 */
export function readInput<In extends z.ZodObject>(
  operation: Described<In>,
  values: Record<string, unknown>,
): z.output<In> {
  const read = operation.input.strict().safeParse(values);
  if (read.success) return read.data as z.output<In>;
  throw failureFor(operation, read.error.issues[0]!, values);
}
