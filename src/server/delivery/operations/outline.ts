import type { JsonSchema } from './schemas.ts';

/** Objects inside one another that an outline shows; below, a named thing is its name. */
const DEEPEST = 6;

const nameIn = (ref: unknown) => String(ref).split('/').at(-1)!;

/** A schema's type in a few words: `text`, `number`, `"day" | "week"`, `Paper`. */
function typeOf(schema: JsonSchema, depth: number): string {
  if (schema.$ref) return nameIn(schema.$ref);
  if (Array.isArray(schema.allOf)) return schema.allOf.map((one) => typeOf(one, depth)).join(' & ');
  const either = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (either) return either.map((one) => typeOf(one, depth)).join('\n| ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema.type === 'array') return `${typeOf(schema.items as JsonSchema, depth)}[]`;
  if (schema.type === 'object') return objectOf(schema, depth);
  return String(schema.type);
}

function objectOf(schema: JsonSchema, depth: number): string {
  if (depth >= DEEPEST) return 'object';
  const required = new Set((schema.required as string[]) ?? []);
  const lines = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).map(([name, field]) => {
    const words = typeof field.description === 'string' && !field.$ref ? `  // ${field.description}` : '';
    const type = typeOf(field, depth + 1).replaceAll('\n', '\n  ');
    return `  ${name}${required.has(name) ? '' : '?'}: ${type}${words}`;
  });
  return `{\n${lines.join('\n')}\n}`;
}

/** A schema for people, one field a line; `?` stands after what may be absent. */
export function outlineOf(schema: JsonSchema): string {
  return typeOf(schema, 0);
}
