import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { childOf, childrenOf, type Element, readXml, textOf } from '#sources/xml/read.ts';
import { REPOSITORY } from './imports.ts';
import { ARXIV_FILE, arxivPapers, inventedPapers } from './stand-ins/arxiv-papers.ts';
import { standIn } from './stand-ins/stand-in.ts';

const FIXTURES = join(REPOSITORY, '../shared/fixtures');
const OAI = join(FIXTURES, 'arxiv-oai/GetRecord.xml');

const opened: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(opened.map((one) => one.close())));

async function open(asking: Parameters<typeof standIn>[0]) {
  const server = await standIn(asking);
  opened.push(server);
  return server;
}

const bytesOf = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());
const none = new Set<string>();

/** Every element's path and attributes, once each, in order. */
function shapeOf(element: Element, above = ''): string[] {
  const path = `${above}/${element.prefix ? `${element.prefix}:` : ''}${element.name}`;
  const named = Object.keys(element.attributes)
    .sort()
    .map((name) => `${path}@${name}`);
  const below = element.children.flatMap((child) => (typeof child === 'string' ? [] : shapeOf(child, path)));
  return [...new Set([path, ...named, ...below])];
}

const oaiPage = async (url: string) => {
  const { root, broken } = readXml(await bytesOf(url), none);
  expect(broken).toBeUndefined();
  return root;
};

/** Walks a list to its end. @returns the identifiers in order, and how many pages there were. */
async function walk(url: string, verb: string, query: string) {
  const names: string[] = [];
  let pages = 0;
  for (let more: string | undefined = query; more !== undefined; ) {
    const list = childOf(await oaiPage(`${url}?verb=${verb}&${more}`), verb)!;
    pages++;
    const headers =
      verb === 'ListRecords'
        ? childrenOf(list, 'record').map((one) => childOf(one, 'header')!)
        : childrenOf(list, 'header');
    names.push(...headers.map((header) => textOf(childOf(header, 'identifier'))));
    const token = textOf(childOf(list, 'resumptionToken'));
    more = token ? `resumptionToken=${encodeURIComponent(token)}` : undefined;
  }
  return { names, pages };
}

describe('the papers', () => {
  it.skipIf(!existsSync(ARXIV_FILE))(`are real ones where they lie beside the repository (${ARXIV_FILE})`, async () => {
    const papers = await arxivPapers(500);
    expect(papers.length).toBe(500);
    expect(papers[1]!.title).toBe('CORDIC Is All You Need');
    expect(new Set(papers.map(({ arxivId }) => arxivId)).size).toBe(500);
  });

  it('are invented ones else, as many as are wanted, all different', () => {
    const papers = inventedPapers(100_000);
    expect(new Set(papers.map(({ arxivId }) => arxivId)).size).toBe(100_000);
    expect(papers.every(({ arxivId }) => /^26\d{2}\.\d{5}$/.test(arxivId))).toBe(true);
  });
});

describe('OAI-PMH', () => {
  it.skipIf(!existsSync(OAI))(`answers in the shape of arXiv (${OAI})`, async () => {
    const [paper] = inventedPapers(1);
    const { url } = await open({
      kind: 'oai',
      records: [{ ...paper!, versions: [...paper!.versions, '2026-02-02T00:00:00Z'] }],
    });
    const ours = shapeOf(
      await oaiPage(`${url}?verb=GetRecord&identifier=oai:arXiv.org:${paper!.arxivId}&metadataPrefix=arXiv`),
    );
    const theirs = shapeOf(readXml(readFileSync(OAI), none).root);
    expect(ours.filter((path) => !path.endsWith('/suffix'))).toEqual(theirs);
  });

  it.each(['arXiv', 'arXivRaw', 'oai_dc'])('gives every record once, walking the tokens of %s', async (prefix) => {
    const { url, catalogue } = await open({ kind: 'oai', records: 530, pageSize: 50 });
    const { names, pages } = await walk(url, 'ListRecords', `metadataPrefix=${prefix}`);
    expect(pages).toBe(11);
    expect(names.toSorted()).toEqual(
      catalogue
        .inOrder()
        .map(({ arxivId }) => `oai:arXiv.org:${arxivId}`)
        .sort(),
    );
  });
});
