import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { childOf, childrenOf, type Element, readXml, textOf } from '#sources/xml/read.ts';
import { REPOSITORY } from '../imports.ts';
import type { ArxivPaper } from './arxiv-papers.ts';

/** An answer as a server really sent it, kept beside the repository; the test that needs it names it where it is missing. */
export function fixture(path: string) {
  const file = join(REPOSITORY, '../shared/fixtures', path);
  return { file, isMissing: !existsSync(file), read: () => readFileSync(file) };
}

/** Waits for what a test starts, and closes it when the test is over. */
export async function open<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const started = await starting;
  onTestFinished(() => started.close());
  return started;
}

const none = new Set<string>();

/** A page of XML that must be whole. */
export function xmlOf(bytes: Uint8Array): Element {
  const { root, broken } = readXml(bytes, none);
  expect(broken).toBeUndefined();
  return root;
}

export const bytesAt = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());
export const xmlAt = async (url: string) => xmlOf(await bytesAt(url));
export const jsonAt = async (url: string): Promise<unknown> => (await fetch(url)).json();

/** The paths of all elements and attributes, once each. */
export function shapeOf(element: Element, above = ''): Set<string> {
  const path = `${above}/${element.prefix ? `${element.prefix}:` : ''}${element.name}`;
  const below = element.children.flatMap((child) => (typeof child === 'string' ? [] : [...shapeOf(child, path)]));
  return new Set([path, ...Object.keys(element.attributes).map((name) => `${path}@${name}`), ...below]);
}

/** The paths of all keys, with the kinds of their values. */
export function keysOf(value: unknown, above = ''): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((one) => [...keysOf(one, `${above}[]`)]));
  if (typeof value !== 'object' || value === null) return new Set([`${above}: ${typeof value}`]);
  return new Set(Object.entries(value).flatMap(([key, one]) => [...keysOf(one, `${above}.${key}`)]));
}

type ListVerb = 'ListRecords' | 'ListIdentifiers';

/** One page of an OAI list: its identifiers, and how the next is asked for. */
export async function oaiPage(url: string, verb: ListVerb, query: string) {
  const list = childOf(await xmlAt(`${url}?verb=${verb}&${query}`), verb);
  const headers =
    verb === 'ListRecords'
      ? childrenOf(list, 'record').map((record) => childOf(record, 'header'))
      : childrenOf(list, 'header');
  const token = textOf(childOf(list, 'resumptionToken'));
  return {
    names: headers.map((header) => textOf(childOf(header, 'identifier'))),
    next: token ? `resumptionToken=${encodeURIComponent(token)}` : undefined,
  };
}

/** Walks an OAI list to its end. */
export async function walk(url: string, verb: ListVerb, query: string) {
  const pages: string[][] = [];
  for (let more: string | undefined = query; more !== undefined; ) {
    const { names, next }: Awaited<ReturnType<typeof oaiPage>> = await oaiPage(url, verb, more);
    pages.push(names);
    more = next;
  }
  return { names: pages.flat(), pages };
}

/** The names that papers have at arXiv's OAI-PMH provider, sorted. */
export const identifiers = (papers: ArxivPaper[]) => papers.map(({ arxivId }) => `oai:arXiv.org:${arxivId}`).sort();

/** The code of the error that an OAI-PMH provider answers. */
export const errorAt = async (url: string) => childOf(await xmlAt(url), 'error')?.attributes.code;
