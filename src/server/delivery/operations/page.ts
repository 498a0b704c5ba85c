import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { outlineOf } from './outline.ts';
import { PROBLEMS } from './problem.ts';
import { answerRef, componentSchemas, inputSchema, type JsonSchema } from './schemas.ts';

/** One parameter, in words. */
interface ParameterView {
  name: string;
  /** `text`, `1 to 100`, `relevance, date, votes`. */
  takes: string;
  /** What is meant where it is missing. */
  usual?: string;
  isRequired: boolean;
  words: string;
}

interface OperationView {
  name: string;
  path: string;
  summary: string;
  about?: string;
  parameters: ParameterView[];
  curl: string;
  command: string;
  /** Name of the answer's shape, where others share it; else the shape itself. */
  shape: string;
}

/** The page `/api`. */
export interface ApiPage {
  operations: OperationView[];
  shapes: { name: string; words: string; shape: string }[];
  problems: { name: string; status: number; title: string; about: string }[];
  origin: string;
}

function takes({ type, enum: words, minimum, maximum }: JsonSchema): string {
  if (Array.isArray(words)) return words.join(', ');
  if (type === 'integer') return `${minimum} to ${maximum}`;
  return type === 'boolean' ? '1 or 0' : 'text';
}

function parametersOf(operation: Operation): ParameterView[] {
  const { properties, required } = inputSchema(operation);
  const needed = Array.isArray(required) ? required : [];
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    takes: takes(schema),
    ...(schema.default !== undefined && schema.default !== false && { usual: String(schema.default) }),
    isRequired: needed.includes(name),
    words: String(schema.description ?? ''),
  }));
}

/** The address of an operation's example. */
function exampleAddress({ path }: Operation, example: Record<string, unknown>, origin: string): string {
  const url = new URL(origin);
  const inPath = (name: string) => path.includes(`{${name}}`);
  url.pathname = path.replace('{id}', String('id' in example ? example.id : ''));
  for (const [name, value] of Object.entries(example)) if (!inPath(name)) url.searchParams.set(name, String(value));
  return url.href;
}

const quoted = (value: unknown) => (/^[\w.-]+$/.test(String(value)) ? String(value) : `'${value}'`);

interface Here {
  origin: string;
  id: string | undefined;
  schemas: Record<string, JsonSchema>;
}

function operationView(operation: Operation, { origin, id, schemas }: Here): OperationView {
  const { name, path, summary, about, access } = operation;
  const example = { ...operation.example, ...('id' in operation.example && id !== undefined && { id }) };
  const shape = answerRef(operation).split('/').at(-1)!;
  const options = Object.entries(example).map(([field, value]) => ` --${field} ${quoted(value)}`);
  return {
    name,
    path,
    summary,
    ...(about && { about }),
    parameters: parametersOf(operation),
    curl: `curl ${access === 'administrator' ? `-H "Authorization: Bearer $KEY" ` : ''}'${exampleAddress(operation, example, origin)}'`,
    command: `npx offprint ask ${name}${options.join('')}`,
    shape: shape.endsWith('Answer') ? outlineOf(schemas[shape]!) : shape,
  };
}

/**
 * @param origin where the API is, such as `http://localhost:3000`.
 * @param id a paper for the examples that want one, so that they find it.
 */
export function apiPage(origin: string, id?: string): ApiPage {
  const schemas = componentSchemas();
  const shared = Object.entries(schemas).filter(([name]) => !name.endsWith('Answer'));
  return {
    origin,
    operations: OPERATIONS.map((operation) => operationView(operation, { origin, id, schemas })),
    shapes: shared.map(([name, schema]) => ({
      name,
      words: String(schema.description ?? ''),
      shape: outlineOf(schema),
    })),
    problems: Object.values(PROBLEMS).map(({ name, status, title, about }) => ({ name, status, title, about })),
  };
}
