import { createHash } from 'node:crypto';
import type { Db } from '#db/schema.ts';
import { HIDDEN, hiddenId } from './fill.ts';
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
    stratum('same id at arXiv and in the feed', true, byId, 38, seed),
    stratum('page joined by title', true, page, 11, seed),
    stratum('one title, two papers', false, sameTitle, 15, seed),
    stratum('nearly one title, common authors, two papers', false, near, 50, seed),
  ];
}

/** What became of the records whose id was hidden. */
async function found(db: Db) {
  const records = await readRecords(db);
  const papers = Map.groupBy(records, (record) => record.paper);
  const arxiv = new Map(records.filter((one) => one.source === 'arxiv').map((one) => [one.identity.arxivId, one]));
  const joined = pairs(papers, HIDDEN);
  const wrong = joined.filter(({ a, b }) => a.identity.arxivId !== hiddenId(b.sourceKey));
  const missed = records.flatMap((b) => {
    const a = b.source === HIDDEN ? arxiv.get(hiddenId(b.sourceKey)) : undefined;
    return a && a.paper !== b.paper ? [{ a, b }] : [];
  });
  return { right: joined.filter((one) => !wrong.includes(one)), wrong, missed };
}

export async function strataOfBlind(db: Db, seed: string): Promise<Stratum[]> {
  const { right, wrong, missed } = await found(db);
  const spelled = right.filter(({ a, b }) => a.title !== b.title || a.names.join() !== b.names.join());
  return [
    stratum('id hidden, found, title or names spelled otherwise', true, spelled, 45, seed),
    stratum('id hidden, another paper found', true, wrong, 200, seed),
    stratum('id hidden, not found', false, missed, 15, seed),
    { name: 'id hidden, found', merged: true, of: right.length, cases: [] },
  ];
}

/** With neither ids nor names: title, number of authors and day alone. */
export async function strataOfNameless(db: Db, seed: string): Promise<Stratum[]> {
  const { right, wrong, missed } = await found(db);
  return [
    stratum('id and names hidden, found', true, right, 30, seed),
    stratum('id and names hidden, another paper found', true, wrong, 200, seed),
    { name: 'id and names hidden, not found', merged: false, of: missed.length, cases: [] },
  ];
}
