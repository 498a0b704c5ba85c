import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '#test/harness/imports.ts';
import { openApi } from './openapi.ts';
import { OPERATIONS } from './operations.ts';
import { apiPage } from './page.ts';
import { asksCatalogueAlone, isOwnApi } from './paths.ts';

/** Addresses below `/api` that the document does not tell of, each with the reason. */
const NOT_OURS: Record<string, string> = {
  '/api': 'the page for people',
  '/api/openapi.json': 'the document itself',
  '/api/{rest}': 'what answers where there is nothing',
  '/api/daily_papers': 'the Daily Papers API',
  '/api/papers/search': 'the Daily Papers API',
  '/api/papers/{id}': 'the Daily Papers API',
  '/api/papers': 'the Daily Papers API',
  '/api/arxiv/{id}/repos': 'the Daily Papers API',
  '/api/[kind=repository]': 'the Daily Papers API',
  '/api/collections': 'the Daily Papers API',
  '/api/query': 'the arXiv query API',
  '/api/returned-mail': 'what mail services post to; docs/mail.md tells it',
};

const document = openApi('http://localhost:3000');
const paths = Object.keys(document.paths);

/** Addresses of the API that the doors answer, as the document writes them. */
function routes(): string[] {
  const folder = join(REPOSITORY, 'src/routes/api');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^\+(server|page)\.(ts|svelte)$/.test(entry.name))
    .map(({ parentPath }) => `/api${parentPath.slice(folder.length)}`.replace(/\[\.\.\.(\w+)\]/g, '{$1}'))
    .filter((path, at, all) => all.indexOf(path) === at);
}

describe('the OpenAPI document', () => {
  it('has every address that there is, and no other', () => {
    const found = routes();
    expect(paths.filter((path) => !found.includes(path))).toEqual([]);
    expect(found.filter((path) => !paths.includes(path) && !(path in NOT_OURS))).toEqual([]);
    expect(paths.filter((path) => path in NOT_OURS)).toEqual([]);
  });

  it('is one schema in which every reference leads somewhere and every parameter says what it is for', () => {
    const { schemas } = document.components;
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);
    expect(refs.length).toBeGreaterThan(OPERATIONS.length);
    expect(refs.filter((ref) => !(ref.replace('#/components/schemas/', '') in schemas))).toEqual([]);
    const ajv = new Ajv2020({ strict: true });
    ajv.addVocabulary(['components']);
    ajv.addSchema({ $id: 'offprint', components: document.components });
    for (const name of Object.keys(schemas))
      expect(ajv.getSchema(`offprint#/components/schemas/${name}`)).toBeDefined();
    for (const { get } of Object.values(document.paths)) {
      for (const parameter of get.parameters as { description?: string }[]) expect(parameter.description).toBeTruthy();
    }
  });

  it('promises no closed object: answers may gain fields', () => {
    expect(JSON.stringify(document)).not.toContain('"additionalProperties":false');
  });
});

it('every operation is known as ours, and as asking the index where it does; the Daily Papers API is not', () => {
  for (const { path, asksIndex } of OPERATIONS) {
    expect([path, isOwnApi(path)]).toEqual([path, true]);
    if (asksIndex) expect([path, asksCatalogueAlone(path)]).toEqual([path, false]);
  }
  for (const path of ['/api/daily_papers', '/api/papers/search', '/api/papers/2601.00001', '/api/query', '/api/x']) {
    expect([path, isOwnApi(path)]).toEqual([path, false]);
  }
});

it('the page tells each operation with its parameters, a call and the shape of its answer', () => {
  const { operations, shapes } = apiPage('http://localhost:3000', '10.1145/1');
  expect(operations.map(({ name }) => name)).toEqual(OPERATIONS.map(({ name }) => name));
  for (const { curl, parameters, shape, path } of operations) {
    expect(curl).toMatch(/^curl (?:-H "Authorization: Bearer \$KEY" )?'http:\/\/localhost:3000\/api\/[^']+'$/);
    expect(curl).not.toMatch(/[{}]|2501/);
    expect(parameters.every(({ words, takes }) => words && takes)).toBe(true);
    expect(shape.startsWith('{') || shapes.some(({ name }) => name === shape), path).toBe(true);
  }
  expect(shapes.find(({ name }) => name === 'Because')!.shape).toContain('points: number  // Its part of the score');
});
