import { VERSION } from '#floor/version.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { PROBLEM_TYPE, PROBLEMS } from './problem.ts';
import { answerRef, componentSchemas, inputSchema, type JsonSchema } from './schemas.ts';

const text = { type: 'string' };
const limits = {
  RateLimit: { description: 'What is left in this window: r requests, for t seconds', schema: text },
  'RateLimit-Policy': { description: 'The quota: q requests in w seconds', schema: text },
};

const problem = (description: string) => ({
  description,
  headers: limits,
  content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** Statuses by which an operation may refuse. */
function refusals({ access, asksIndex, mayMiss }: Operation): number[] {
  return [
    400,
    ...(access === 'administrator' ? [401] : []),
    ...(mayMiss ? [404] : []),
    429,
    500,
    ...(asksIndex ? [503] : []),
  ];
}

function parametersOf(operation: Operation): JsonSchema[] {
  const { properties, required = [] } = inputSchema(operation) as ReturnType<typeof inputSchema> & {
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => {
    const isInPath = operation.path.includes(`{${name}}`);
    return {
      name,
      in: isInPath ? 'path' : 'query',
      required: isInPath || required.includes(name),
      description,
      schema,
    };
  });
}

function described(operation: Operation): JsonSchema {
  const isPaged = 'cursor' in operation.output.shape;
  const next = { Link: { description: 'Where the next page is, as rel="next"; absent on the last', schema: text } };
  const titles = new Map(Object.values(PROBLEMS).map(({ status, title }) => [status, title]));
  const problems = refusals(operation).map((status) => [status, problem(titles.get(status) ?? 'Something went wrong')]);
  return {
    operationId: operation.name,
    summary: operation.summary,
    ...(operation.about && { description: operation.about }),
    ...(operation.access === 'administrator' && { security: [{ administrator: [] }] }),
    parameters: parametersOf(operation),
    responses: {
      200: {
        description: 'The answer',
        headers: { ...limits, ...(isPaged && next) },
        content: { 'application/json': { schema: { $ref: answerRef(operation) } } },
      },
      ...Object.fromEntries(problems),
    },
  };
}

/**
 * The API as OpenAPI 3.1.
 * @param origin where it is, such as `http://localhost:3000`.
 */
export function openApi(origin: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Offprint',
      version: VERSION,
      description:
        'The daily papers of this catalogue. Parameters that an operation does not know are passed over and named in the header Offprint-Ignored. Answers may gain fields.',
    },
    servers: [{ url: origin }],
    paths: Object.fromEntries(OPERATIONS.map((operation) => [operation.path, { get: described(operation) }])),
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        administrator: { type: 'http', scheme: 'bearer', description: 'The administrator’s key' },
      },
    },
  };
}
