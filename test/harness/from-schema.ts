import fc from 'fast-check';

type Schema = Record<string, unknown>;

/** Words that find something, and words that find nothing. */
const TEXTS = ['invented', 'result number', 'ada example1', 'cat:cs.CL', 'zzqq', '"', 'é 日本', '-x title:'];

/** Values that a field's JSON Schema allows. @param known values of the kind that mean something, by the field's name. */
export function allowed(name: string, schema: Schema, known: Record<string, string[]>): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer') {
    return fc.integer({ min: schema.minimum as number, max: schema.maximum as number });
  }
  const longest = Math.min(Number(schema.maxLength ?? 50), 50);
  const anything = fc.string({ unit: 'binary', maxLength: Math.floor(longest / 2) });
  return fc.oneof(
    fc.constantFrom(...(known[name] ?? TEXTS)),
    anything.filter((text) => !schema.pattern || new RegExp(String(schema.pattern)).test(text)),
  );
}

/** Texts that the schema does not allow. Undefined where it allows every text. */
export function refused(schema: Schema): fc.Arbitrary<string> | undefined {
  if (Array.isArray(schema.enum))
    return fc.string({ minLength: 1 }).filter((text) => !(schema.enum as unknown[]).includes(text));
  if (schema.type === 'boolean') return fc.constantFrom('yes', 'no', '2', ' ', 'TRUE');
  if (schema.type === 'integer') {
    const { minimum, maximum } = schema as { minimum: number; maximum: number };
    return fc.oneof(
      fc.integer({ min: maximum + 1, max: maximum + 1_000_000 }).map(String),
      fc.integer({ min: minimum - 1_000, max: minimum - 1 }).map(String),
      fc.constantFrom('1.5', '1e1', 'ten', '0x1', ' 1', 'NaN', '99999999999999999999'),
    );
  }
  if (typeof schema.maxLength === 'number') return fc.constant('x'.repeat(schema.maxLength + 1));
  return undefined;
}
