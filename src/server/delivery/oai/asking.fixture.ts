import { expect } from 'vitest';
import { childOf, childrenOf, type Element, readXml, textOf } from '#sources/xml/read.ts';
import { invented } from '#test/harness/library.ts';
import { oaiFaults } from '#test/harness/valid-xml.ts';
import { oaiAnswer } from './answer.ts';
import type { OaiProvider } from './provider.ts';

const SITE = { origin: 'http://localhost:3000', adminEmail: 'someone@example.org' };

/** Asks, and holds the answer against the schemas. */
export async function ask(provider: OaiProvider, query: string | URLSearchParams): Promise<string> {
  const answer = await oaiAnswer(provider, new URLSearchParams(query), SITE);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
  const text = await answer.text();
  expect(await oaiFaults(text)).toEqual([]);
  return text;
}

export const codeIn = (text: string) => /<error code="(\w+)"/.exec(text)?.[1];
function tokenIn(text: string): string {
  const { root } = readXml(Buffer.from(text), new Set());
  const list = root.children.find((one): one is Element => typeof one !== 'string' && one.name.startsWith('List'));
  return textOf(childOf(list, 'resumptionToken'));
}

/** Headers of a whole list, page by page. */
export async function headersOf(
  provider: OaiProvider,
  query: string,
  between: (page: number) => Promise<unknown> = async () => {},
): Promise<{ id: string; at: string; sets: string[]; isDeleted: boolean }[]> {
  const found = [];
  let text = await ask(provider, query);
  for (let page = 1; ; page++) {
    if (codeIn(text)) throw new Error(text);
    const { records } = readXml(Buffer.from(text), new Set(['header']));
    found.push(
      ...records.map(({ element }) => ({
        id: textOf(childOf(element, 'identifier')),
        at: textOf(childOf(element, 'datestamp')),
        sets: childrenOf(element, 'setSpec').map(textOf),
        isDeleted: element.attributes.status === 'deleted',
      })),
    );
    const token = tokenIn(text);
    if (token === '') return found;
    await between(page);
    text = await ask(provider, new URLSearchParams({ verb: /verb=(\w+)/.exec(query)![1]!, resumptionToken: token }));
  }
}

/** Invented papers of these numbers. */
export const many = (from: number, to: number, more = {}) =>
  Array.from({ length: to - from + 1 }, (_, at) => invented(from + at, { categories: ['cs.CL'], ...more }));
