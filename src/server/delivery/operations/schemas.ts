import { z } from 'zod';
import { EditionSchema } from './edition.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { BecauseSchema, PaperSchema } from './paper-schema.ts';
import type { Problem } from './problem.ts';
import { ClauseSchema, FacetsSchema } from './search-schema.ts';

/** A JSON Schema, dialect 2020-12. */
export type JsonSchema = { [key: string]: unknown };

const ProblemSchema: z.ZodType<Problem> = z
  .object({
    type: z.string().describe('Address that explains the kind of problem'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What happened, in a sentence'),
    instance: z.string().describe('What was asked'),
    next: z.string().exactOptional().describe('What to do about it, in a sentence'),
  })
  .describe('Why there is no answer (RFC 9457)');

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** What several answers have in common, by name. */
const SHARED: [string, z.ZodType][] = [
  ['Paper', PaperSchema],
  ['Because', BecauseSchema],
  ['Clause', ClauseSchema],
  ['Facets', FacetsSchema],
  ['Edition', EditionSchema],
  ['Problem', ProblemSchema],
];

const nameOf = ({ name, output }: Operation) =>
  SHARED.find(([, schema]) => schema === output)?.[0] ?? `${capital(name)}Answer`;

/** Address of an operation's answer among {@link componentSchemas}. */
export const answerRef = (operation: Operation): string => `#/components/schemas/${nameOf(operation)}`;

/** Objects may gain fields: a client that refuses what it does not know would break with each of them. */
function opened(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(opened);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(
    ([key, value]) => key !== '$id' && key !== '$schema' && !(key === 'additionalProperties' && value === false),
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, opened(value)]));
}

let known: Record<string, JsonSchema> | undefined;

/** Every answer's schema by its name, each said once. Made at the first call, which takes 10 ms. */
export function componentSchemas(): Record<string, JsonSchema> {
  known ??= madeSchemas();
  return known;
}

function madeSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of SHARED) registry.add(schema, { id });
  for (const operation of OPERATIONS) {
    if (!registry.has(operation.output)) registry.add(operation.output, { id: nameOf(operation) });
  }
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, io: 'output' });
  return opened(schemas) as Record<string, JsonSchema>;
}

/** The schema of an operation's input, as JSON. */
export function inputSchema({ input }: Operation): JsonSchema & { properties: Record<string, JsonSchema> } {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { io: 'input' });
  return schema as JsonSchema & { properties: Record<string, JsonSchema> };
}
