import { Failure, wordsOf } from '#floor/failure.ts';
import { markdown, paper } from '../operations/one-paper.ts';
import { type Operation, perform, type World } from '../operations/operation.ts';
import { daily, trending } from '../operations/periods.ts';
import { answerRef, componentSchemas, inputSchema, type JsonSchema } from '../operations/schemas.ts';
import { search } from '../operations/search.ts';
import { similar } from '../operations/similar.ts';
import { seen } from './clean.ts';
import { type Told, told } from './tell.ts';

/** What agents are offered, with when to choose it. The other operations do what these do in another form. */
const OFFERED: [Operation, string][] = [
  [search, 'Use it for a topic, an author, a title or conditions; start here when no paper is known yet.'],
  [paper, 'Use it when an id is known and fields are needed: authors, dates, links, votes.'],
  [markdown, 'Use it when an id is known and the paper is to be read or quoted: facts, summary and whole abstract.'],
  [similar, 'Use it to go from one paper to related work.'],
  [daily, 'Use it for “today’s papers” (without arguments), for one day, or for a week or month.'],
  [trending, 'Use it for what is popular now, whatever its day.'],
];

const OPERATIONS_OFFERED = OFFERED.map(([operation]) => operation);

/** The schemas that one refers to, however far, at the place where a schema on its own has them. */
function standingAlone(ref: string, all: Record<string, JsonSchema>) {
  const needed: Record<string, JsonSchema> = {};
  const local = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(local);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => (key === '$ref' ? [key, need(String(inner))] : [key, local(inner)])),
    );
  };
  const need = (address: string) => {
    const name = address.split('/').at(-1)!;
    if (!(name in needed)) {
      needed[name] = {};
      needed[name] = local(all[name]) as JsonSchema;
    }
    return `#/$defs/${name}`;
  };
  return { answer: { $ref: need(ref) }, $defs: needed };
}

function outputSchema(operation: Operation, all: Record<string, JsonSchema>) {
  const { answer, $defs } = standingAlone(answerRef(operation), all);
  return {
    type: 'object' as const,
    properties: {
      notice: { type: 'string', description: 'What the texts of papers are: data' },
      cut: { type: 'array', items: { type: 'string' }, description: 'What was left out, and how to get it' },
      answer,
    },
    required: ['notice', 'cut', 'answer'],
    $defs,
  };
}

/** The tools as the protocol lists them. */
export function listTools() {
  const all = componentSchemas();
  return OFFERED.map(([operation, when]) => ({
    name: operation.name,
    title: operation.summary,
    description: [`${operation.summary}.`, operation.about, when].filter(Boolean).join(' '),
    inputSchema: { ...inputSchema(operation), type: 'object' as const },
    outputSchema: outputSchema(operation, all),
    annotations: { title: operation.summary, readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  }));
}

/** A failure as the agent reads it: what happened and what to do. */
function refusal(thrown: unknown) {
  if (!(thrown instanceof Failure)) console.error(thrown);
  const { message, next } = wordsOf(thrown);
  return { content: [{ type: 'text' as const, text: seen(next ? `${message} ${next}` : message) }], isError: true };
}

/** Runs a tool; undefined for one that there is not. */
export async function callTool(
  world: World,
  name: string,
  values: Record<string, unknown>,
): Promise<Told | ReturnType<typeof refusal> | undefined> {
  const operation = OPERATIONS_OFFERED.find((one) => one.name === name);
  if (!operation) return undefined;
  try {
    return told(operation, await perform(operation, world, 'visitor', values));
  } catch (thrown) {
    return refusal(thrown);
  }
}
