import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowed, refused } from '#test/harness/from-schema.ts';
import { openWorld, type TestWorld, threeDays } from '#test/harness/world.ts';
import { answerTo, IGNORED_HEADER } from './answer.ts';
import { openApi } from './openapi.ts';
import { type Operation, perform } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { trending } from './periods.ts';
import { search } from './search.ts';

const ORIGIN = 'http://localhost:3000';
const RUNS = 40;
const document = openApi(ORIGIN);
const KNOWN = {
  id: ['2601.00001', '2601.00002v3', 'https://arxiv.org/abs/2601.00003', '10.1145/a.b#(c)/d', '2601.99999', 'nonsense'],
  date: ['2026-06-18', '2026-06-17', '2020-01-01', '2026-02-30'],
  week: ['2026-W25', '2020-W01', '2026-W60'],
  month: ['2026-06', '2020-01', '2026-13'],
  cursor: ['x', 'WyJhIiwxLCJiIl0', ''],
};

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: Record<string, unknown>;
}
interface Described {
  parameters: Parameter[];
  responses: Record<string, { content: Record<string, { schema: { $ref: string } }> }>;
}

const described = ({ path }: Operation) => document.paths[path]!.get as unknown as Described;

/** The document with every reference into itself, as one schema that holds them all. */
const ajv = new Ajv2020({ strict: true, allErrors: true });
ajv.addVocabulary(['components']);
ajv.addSchema({ $id: 'offprint', components: document.components });
const validator = (ref: string) => ajv.getSchema(`offprint${ref}`)!;

let world: TestWorld;
let empty: TestWorld;
beforeAll(async () => {
  world = await openWorld(threeDays());
  empty = await openWorld([]);
});
afterAll(async () => {
  await world.close();
  await empty.close();
});

function addressOf(operation: Operation, texts: Record<string, string>): { url: URL; inPath: Record<string, string> } {
  const url = new URL(operation.path.replace('{id}', encodeURIComponent(texts.id ?? '')), ORIGIN);
  const inPath: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts)) {
    if (operation.path.includes(`{${name}}`)) inPath[name] = text;
    else url.searchParams.set(name, text);
  }
  return { url, inPath };
}

/** Asks as an address does, and holds the answer against what the document says of its status. */
async function ask(operation: Operation, texts: Record<string, string>, of: TestWorld = world) {
  const { url, inPath } = addressOf(operation, texts);
  const answer = await answerTo(operation, of, url, inPath, 'administrator');
  const promised = described(operation).responses[String(answer.status)];
  expect(promised, `${url} answered ${answer.status}, which is not described`).toBeDefined();
  const type = answer.headers.get('content-type')!;
  expect(Object.keys(promised!.content)).toEqual([type]);
  const body = await answer.json();
  const validate = validator(promised!.content[type]!.schema.$ref);
  validate(body);
  expect(validate.errors ?? [], `${url}`).toEqual([]);
  // Nothing is answered that is not described: reading drops what it does not know.
  if (answer.status === 200) expect(operation.output.parse(body)).toEqual(body);
  return { answer, body };
}

describe.each(OPERATIONS.map((operation) => [operation.name, operation] as const))('%s', (_, operation) => {
  const { parameters } = described(operation);

  it('answers every input that its description allows, as described', async () => {
    const fields = Object.fromEntries(
      parameters.map(({ name, required, schema }) => {
        const texts = allowed(name, schema, KNOWN).map(String);
        return [name, required ? texts : fc.option(texts, { nil: undefined, freq: 2 })];
      }),
    );
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(fc.record(fields), async (given) => {
        const texts = Object.fromEntries(Object.entries(given).filter(([, text]) => text !== undefined));
        const { answer, body } = await ask(operation, texts as Record<string, string>);
        if (answer.status === 200) answered++;
        else expect([404, 400], JSON.stringify([texts, body])).toContain(answer.status);
      }),
      { numRuns: RUNS },
    );
    expect(answered).toBeGreaterThan(0);
  });

  it('its example is answered, whole and from a catalogue that is empty too', async () => {
    const example = Object.fromEntries(Object.entries(operation.example).map(([name, value]) => [name, String(value)]));
    const here = 'id' in example ? { ...example, id: '2601.00001' } : example;
    expect((await ask(operation, here)).answer.status).toBe(200);
    const { answer } = await ask(operation, here, empty);
    expect([200, 404, 503]).toContain(answer.status);
  });

  const bad = parameters.flatMap(({ name, schema }) => {
    const texts = refused(schema);
    return texts ? [[name, texts] as const] : [];
  });

  it('refuses every input that its description does not allow, by name', async () => {
    const example = Object.fromEntries(Object.entries(operation.example).map(([name, value]) => [name, String(value)]));
    for (const [name, texts] of bad) {
      await fc.assert(
        fc.asyncProperty(texts, async (text) => {
          const { answer, body } = await ask(operation, { ...example, [name]: text });
          expect([answer.status, text]).toEqual([400, text]);
          expect(body).toMatchObject({ status: 400, detail: expect.stringMatching(/\.$/) });
          if (name !== 'cursor' && name !== 'id') expect(body.detail).toContain(name);
        }),
        { numRuns: 10 },
      );
    }
    for (const { name } of parameters.filter(({ required }) => required)) {
      const { [name]: _, ...others } = example;
      const { body } = await ask(operation, others);
      expect(body).toMatchObject({ status: 400, detail: `${name} is missing.`, next: expect.stringContaining(name) });
    }
  });
});

describe('an answer', () => {
  it('names what it passed over, and a failure what to do next', async () => {
    const { answer } = await ask(trending, { limit: '1', utm_source: 'x', 'a b': '1' });
    expect(answer.headers.get(IGNORED_HEADER)).toBe('utm_source, a%20b');
    const similar = OPERATIONS.find(({ name }) => name === 'similar')!;
    const { body } = await ask(similar, { id: '2601.99999' });
    expect(body).toEqual({
      type: `${ORIGIN}/api#not-found`,
      title: 'Not in this catalogue',
      status: 404,
      detail: 'There is no paper 2601.99999 here.',
      instance: '/api/papers/2601.99999/similar',
      next: expect.stringMatching(/\.$/),
    });
  });

  it('leads through every page by its link, each paper once', async () => {
    for (const [operation, texts, total] of [
      [search, { q: 'invented', limit: '7' }, 60],
      [trending, { limit: '7' }, 60],
    ] as const) {
      const seen: string[] = [];
      let url: URL | undefined = addressOf(operation, texts).url;
      while (url) {
        const answer: Response = await answerTo(operation, world, url);
        const body = (await answer.json()) as Record<string, { paper: { id: string } }[]>;
        seen.push(...(body.hits ?? body.papers)!.map(({ paper }) => paper.id));
        const next: string | undefined = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
        url = next === undefined ? undefined : new URL(next);
      }
      expect(seen).toHaveLength(total);
      expect(new Set(seen).size).toBe(total);
    }
  });
});

it('what only the administrator may ask is refused to everybody else', async () => {
  const closed = OPERATIONS.filter(({ access }) => access === 'administrator');
  expect(closed.map(({ name }) => name)).toEqual(['mails', 'subscribers']);
  for (const operation of closed) {
    await expect(perform(operation, world, 'visitor', {})).rejects.toMatchObject({ kind: 'Unauthorized' });
    const refusal = await answerTo(operation, world, new URL(operation.path, ORIGIN));
    expect([refusal.status, refusal.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Offprint"']);
    expect(described(operation).responses['401']).toBeDefined();
    const given = await answerTo(operation, world, new URL(operation.path, ORIGIN), {}, 'administrator');
    expect([given.status, given.headers.get('cache-control')]).toEqual([200, 'no-store']);
  }
});
