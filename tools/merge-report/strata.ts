import { createHash } from 'node:crypto';
import { isSameWork } from '#catalogue/same-work.ts';
import type { Db } from '#db/schema.ts';
import { hiddenId } from './fill.ts';
import { nearTitles } from './near-titles.ts';
import { readRecords, type Shown } from './records.ts';

/** Two sightings, and whether the catalogue took them for one work. */
export interface Case {
  a: Shown;
  b: Shown;
}

export interface Stratum {
  name: string;
  /** What the catalogue did with each pair. */
  merged: boolean;
  /** How many there are to draw from. */
  of: number;
  cases: Case[];
}

/** The first `count` by a hash of seed and name: the same for everybody, in whatever order the catalogue gives them. */
function drawn(cases: Case[], count: number, seed: string): Case[] {
  const place = ({ a, b }: Case) => createHash('sha256').update(`${seed} ${a.ref} ${b.ref}`).digest('hex');
  return cases
    .map((one) => ({ one, at: place(one) }))
    .sort((x, y) => (x.at < y.at ? -1 : 1))
    .slice(0, count)
    .map(({ one }) => one);
}

const stratum = (name: string, merged: boolean, cases: Case[], count: number, seed: string): Stratum => ({
  name,
  merged,
  of: cases.length,
  cases: drawn(cases, count, seed),
});

/** Pairs of an arXiv record with each other record of its paper from `source`. */
function pairs(papers: Map<string, Shown[]>, source: string): Case[] {
  return [...papers.values()].flatMap((records) => {
    const arxiv = records.find((record) => record.source === 'arxiv');
    return arxiv ? records.filter((record) => record.source === source).map((b) => ({ a: arxiv, b })) : [];
  });
}

export async function strataOfSeen(db: Db, seed: string): Promise<Stratum[]> {
  const records = await readRecords(db);
  const papers = Map.groupBy(records, (record) => record.paper);
  const byId = pairs(papers, 'daily-papers');
  const page = [...papers.values()].flatMap((ones) => {
    const other = ones.find((one) => one.source !== 'daily-papers-page');
    return other ? ones.filter((one) => one.source === 'daily-papers-page').map((b) => ({ a: other, b })) : [];
  });
  const one = [...papers.values()].map((ones) => ones.find((record) => record.source === 'arxiv') ?? ones[0]!);
  const byTitle = Map.groupBy(one, (record) => record.identity.titleKeys[0] ?? record.ref);
  const sameTitle = [...byTitle.values()].flatMap((ones) => ones.slice(1).map((b) => ({ a: ones[0]!, b })));
  const near = nearTitles(one).map(([a, b]) => ({ a, b }));
  return [
    stratum('same id at arXiv and in the feed', true, byId, 40, seed),
    stratum('page joined by title', true, page, 15, seed),
    stratum('one title, two papers', false, sameTitle, 34, seed),
    stratum('nearly one title, common authors, two papers', false, near, 40, seed),
  ];
}

export async function strataOfBlind(db: Db, seed: string): Promise<Stratum[]> {
  const records = await readRecords(db);
  const papers = Map.groupBy(records, (record) => record.paper);
  const arxiv = new Map(records.filter((one) => one.source === 'arxiv').map((one) => [one.identity.arxivId, one]));
  const joined = pairs(papers, 'without-id');
  const wrong = joined.filter(({ a, b }) => a.identity.arxivId !== hiddenId(b.sourceKey));
  const right = joined.filter((one) => !wrong.includes(one));
  const missed = records.flatMap((b) => {
    const a = b.source === 'without-id' ? arxiv.get(hiddenId(b.sourceKey)) : undefined;
    return a && a.paper !== b.paper ? [{ a, b }] : [];
  });
  const tellable = missed.filter(({ a, b }) => isSameWork(a.identity, b.identity));
  return [
    stratum('id hidden, found by title and names', true, right, 40, seed),
    stratum('id hidden, another paper’s found', true, wrong, 200, seed),
    stratum('id hidden, not found', false, missed, 31, seed),
    stratum('id hidden, not found though alike', false, tellable, 10, seed),
  ];
}
