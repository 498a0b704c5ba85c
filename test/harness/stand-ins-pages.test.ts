import { describe, expect, it } from 'vitest';
import { BrokenPage } from '#sources/source.ts';
import { readXml } from '#sources/xml/read.ts';
import { inventedPapers } from './stand-ins/arxiv-papers.ts';
import { BOMB_NAMES } from './stand-ins/bombs.ts';
import { canary } from './stand-ins/canary.ts';
import * as faults from './stand-ins/faults.ts';
import { bytesAt, errorAt, identifiers, jsonAt, oaiPage, open, walk } from './stand-ins/looking.ts';
import { VENUE } from './stand-ins/openreview.ts';
import type { Fault, Plan } from './stand-ins/plan.ts';
import { standIn } from './stand-ins/stand-in.ts';

const papers = inventedPapers(60);
const FIRST = 'metadataPrefix=arXiv';
const harvest = (...plans: (Plan | Fault)[]) =>
  open(standIn({ kind: 'oai', records: papers, pageSize: 10, faults: plans }));
const listAt = (url: string) => `${url}?verb=ListRecords&${FIRST}`;

/** What becomes of a page: why it is broken, and the records that are whole. */
function judged(bytes: Uint8Array) {
  try {
    return readXml(bytes, new Set(['record']));
  } catch (error) {
    if (!(error instanceof BrokenPage)) throw error;
    return { broken: error.message, records: [] };
  }
}

describe('lists that go wrong', () => {
  const inOrder = async () => (await walk((await harvest()).url, 'ListRecords', FIRST)).pages;

  it('answer that a token has expired', async () => {
    const { url } = await harvest({ fault: faults.expiredToken, page: /resumptionToken/, tries: 1 });
    const { next } = await oaiPage(url, 'ListRecords', FIRST);
    const address = `${url}?verb=ListRecords&${next}`;
    expect(await errorAt(address)).toBe('badResumptionToken');
    expect(await errorAt(address)).toBeUndefined();
  });

  it('show a page twice, and lead on when asked again', async () => {
    const { url } = await harvest({ fault: faults.duplicatePage, nth: 3 });
    const pages = await inOrder();
    const seen = (await walk(url, 'ListRecords', FIRST)).pages;
    expect(seen).toEqual([...pages.slice(0, 2), pages[1], ...pages.slice(2)]);
  });

  it('show a page ahead of the one before it, every record once all the same', async () => {
    const { url } = await harvest({ fault: faults.outOfOrder, nth: 2 });
    const pages = await inOrder();
    const seen = (await walk(url, 'ListRecords', FIRST)).pages;
    expect(seen).toEqual([pages[0], pages[2], pages[1], ...pages.slice(3)]);
    expect(seen.flat().toSorted()).toEqual(identifiers(papers));
    expect((await walk(url, 'ListRecords', FIRST)).pages).toEqual(seen);
  });

  it.each([0, 1])('lead back by %i pages', async (back) => {
    const { url } = await harvest({ fault: faults.tokenLoop(back), nth: 3 });
    const pages = await inOrder();
    const seen = (await walk(url, 'ListRecords', FIRST)).pages;
    expect(seen).toEqual([...pages.slice(0, 3), ...pages.slice(2 - back)]);
  });

  it('are known to pages by number too', async () => {
    const server = await open(
      standIn({ kind: 'openreview', records: papers, faults: [{ fault: faults.outOfOrder, nth: 1 }] }),
    );
    const ids = async (offset: number) =>
      (
        (await jsonAt(`${server.url}/notes?content.venueid=${VENUE}&limit=20&offset=${offset}`)) as {
          notes: { number: number }[];
        }
      ).notes[0]!.number;
    expect([await ids(0), await ids(20), await ids(40)]).toEqual([21, 1, 41]);
    expect(() => server.set(faults.expiredToken)).toThrow(/expired-token/);
  });
});

describe('bombs of XML', () => {
  it.each(BOMB_NAMES)('%s: is refused by the one place where XML is read, soon and in little memory', async (bomb) => {
    const bird = await open(canary());
    const { url } = await harvest(faults.xmlBomb(bomb, bird.url));
    const bytes = await bytesAt(listAt(url));
    const before = process.memoryUsage.rss();
    const started = performance.now();
    const { broken, records } = judged(bytes);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 2 ** 20);
    if (bomb === 'many references') expect(records.length).toBe(10);
    else expect(broken).toMatch(/DOCTYPE|deep|attributes/);
    expect(bird.connections).toBe(0);
  });

  it('stand in feeds, and among JSON as lists in lists', async () => {
    const atom = await open(
      standIn({
        kind: 'rss',
        records: papers,
        now: () => new Date(`${papers[0]!.listedOn}T12:00:00Z`),
        faults: [faults.xmlBomb('billion laughs')],
      }),
    );
    const text = await (await fetch(`${atom.url}/atom/cs`)).text();
    expect(text).toMatch(/<!DOCTYPE feed \[<!ENTITY l0[\s\S]+<entry>[\s\S]+<summary>&l9;/);
    const json = await open(standIn({ kind: 'daily-papers', records: 9, faults: [faults.xmlBomb('deep nesting')] }));
    expect((await (await fetch(`${json.url}/api/daily_papers`)).text()).slice(0, 100)).toBe('['.repeat(100));
  });
});
