import { authorNeighbours } from './author-neighbours.ts';
import type { Corpus } from './corpus.ts';
import type { Pool } from './pairs.ts';
import type { TrainingPaper } from './papers.ts';

/** A category with fewer papers is no group: a batch of it would hold papers twice. */
const LEAST_GROUP = 2_500;

function lists(all: readonly (readonly number[])[]): { starts: Uint32Array; members: Uint32Array } {
  const members = new Uint32Array(new SharedArrayBuffer(all.reduce((sum, one) => sum + one.length, 0) * 4));
  const starts = new Uint32Array(new SharedArrayBuffer((all.length + 1) * 4));
  let at = 0;
  all.forEach((one, index) => {
    members.set(one, at);
    at += one.length;
    starts[index + 1] = at;
  });
  return { starts, members };
}

/**
 * Everything that pairs are drawn from.
 * @param unseen indexes of papers that are in no pair.
 * @param unpaired indexes of papers that are paired with no other paper.
 */
export function poolOf(
  papers: readonly TrainingPaper[],
  corpus: Corpus,
  most: number,
  unseen: ReadonlySet<number> = new Set(),
  unpaired: ReadonlySet<number> = new Set(),
): Pool {
  const neighbours = authorNeighbours(
    papers.map(({ authors }) => authors),
    most,
  );
  const allowed = neighbours.map((others, paper) =>
    unpaired.has(paper) ? [] : others.filter((other) => !unpaired.has(other)),
  );
  const sizes = new Map<string, number>();
  for (const { categories } of papers) sizes.set(categories[0] ?? '', (sizes.get(categories[0] ?? '') ?? 0) + 1);
  const large = [...sizes].filter(([, size]) => size >= LEAST_GROUP).map(([name]) => name);
  const names = ['', ...large.filter((name) => name !== '').sort()];
  const groups = names.map((): number[] => []);
  const groupOf = new Uint16Array(new SharedArrayBuffer(papers.length * 2));
  const seen: number[] = [];
  papers.forEach(({ categories }, paper) => {
    if (unseen.has(paper)) return;
    seen.push(paper);
    const group = Math.max(0, names.indexOf(categories[0] ?? ''));
    groupOf[paper] = group;
    groups[group]!.push(paper);
  });
  return {
    corpus,
    neighbours: lists(allowed),
    groups: lists(groups),
    groupOf,
    papers: lists([seen]).members,
  };
}
