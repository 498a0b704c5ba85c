/**
 * Measures an index in this process, as a server asks it: the reader in a thread of its own. Takes a data folder (through
 * OFFPRINT_DATA) and a file of questions; prints {@link InProcess} as JSON.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { search, similarTo, suggestions } from '#search/index.ts';
import { Follower } from '#search/memory/follower.ts';
import { parseQuery } from '#search/query/parse.ts';
import { readEverySetting } from '#sources/every-setting.ts';
import { indexPlace, type Offprint, openOffprint } from '../../../src/server/offprint.ts';
import { storedPapers } from './catalogue.ts';
import { type Spread, timed } from './figures.ts';
import { type Asked, numbersFrom, prefixesOf } from './questions.ts';

export interface InProcess {
  papers: number;
  /** Milliseconds from nothing to the first answer, and of that in the reader alone without its thread. */
  load: number;
  loadHere: number;
  /** Bytes of the index as the reader counts them, and of the process before and after. */
  bytes: number;
  rssBefore: number;
  rss: number;
  series: Record<string, Spread>;
  /** Abstracts a second. */
  embedding: { model: string; perSecond: number };
}

const LIMIT = 20;
const WARM_UP = 200;
const TYPED = 150;
const EMBEDDED = 5_000;
const SLICE = 64;

type Order = 'relevance' | 'date';

async function throughThread(offprint: Offprint, asked: Asked[], ids: string[]): Promise<Record<string, Spread>> {
  const { index, db } = offprint;
  const ask = (order: Order, facets: boolean) => {
    return ({ text }: Asked) => search(index, db, { text, order, offset: 0, limit: LIMIT, facets });
  };
  const [warmUp, questions] = [asked.slice(0, WARM_UP), asked.slice(WARM_UP)];
  await timed(warmUp, ask('relevance', true));
  const series: Record<string, Spread> = {
    hybrid: await timed(questions, ask('relevance', false)),
    facets: await timed(questions, ask('relevance', true)),
    date: await timed(questions, ask('date', false)),
    similar: await timed(ids, (id) => similarTo(index, db, [id], { limit: LIMIT })),
  };
  const typed = questions.slice(0, TYPED).flatMap(({ words }) => prefixesOf(words));
  await timed(typed.slice(0, 100), (text) => suggestions(index, db, text, 10));
  series.typed = await timed(typed, (text) => suggestions(index, db, text, 10));
  // Last: as where the embedder that made the vectors cannot be had.
  index.embedders.of = async () => undefined;
  series.words = await timed(questions, ask('relevance', false));
  return series;
}

/** The engine alone in this thread: no other thread, no catalogue, no marks. */
async function engineAlone(
  offprint: Offprint,
  asked: Asked[],
): Promise<{ load: number; series: Record<string, Spread> }> {
  const follower = new Follower(indexPlace(offprint.settings));
  const from = performance.now();
  await follower.refresh();
  const load = performance.now() - from;
  const embedder = await offprint.index.embedders.builtIn();
  const questions = [];
  for (const { text } of asked) {
    const { words, clauses } = parseQuery(text);
    const vector = words ? await embedder.embedQuestions([words]) : undefined;
    const page = { order: 'relevance', offset: 0, limit: LIMIT, facets: false, explain: false } as const;
    questions.push({ words, name: words, clauses, vector, ...page });
  }
  const warmUp = questions.slice(0, WARM_UP);
  const rest = questions.slice(WARM_UP);
  for (const question of warmUp) follower.search(question);
  const series = {
    engineHybrid: await timed(rest, (question) => follower.search(question)),
    engineWords: await timed(rest, (question) => follower.search({ ...question, vector: undefined })),
    engineFacets: await timed(rest, (question) => follower.search({ ...question, facets: true })),
  };
  await follower.close();
  return { load, series };
}

async function embedding(offprint: Offprint): Promise<InProcess['embedding']> {
  const embedder = await offprint.index.embedders.builtIn();
  const stored = storedPapers(offprint.settings.dataDir, EMBEDDED * 2).filter(({ abstract }) => abstract);
  const papers = stored.slice(0, EMBEDDED).map(({ title, abstract }) => ({ title, abstract: abstract! }));
  const all = async () => {
    for (let at = 0; at < papers.length; at += SLICE) await embedder.embedPapers(papers.slice(at, at + SLICE));
  };
  await embedder.embedPapers(papers.slice(0, 1_000));
  const from = performance.now();
  await all();
  return { model: embedder.model, perSecond: (papers.length / (performance.now() - from)) * 1000 };
}

async function measure(questionsFile: string): Promise<InProcess> {
  const asked = JSON.parse(readFileSync(questionsFile, 'utf8')) as Asked[];
  const settings = readEverySetting();
  const rssBefore = process.memoryUsage.rss();
  const from = performance.now();
  const offprint = await openOffprint(settings, { isServer: true });
  try {
    const { papers } = await offprint.index.memory.current();
    const load = performance.now() - from;
    const random = numbersFrom(7);
    const stored = storedPapers(settings.dataDir).map(({ id }) => id);
    const ids = asked.slice(WARM_UP).map(() => stored[Math.floor(random() * stored.length)]!);
    const series = await throughThread(offprint, asked, ids);
    const rss = process.memoryUsage.rss();
    // Now, for what spelling and suggestions look into is sorted at their first use.
    const { bytes } = await offprint.index.memory.ask('state');
    const alone = await engineAlone(offprint, asked);
    const made = await embedding(offprint);
    const all = { ...series, ...alone.series };
    return { papers, load, loadHere: alone.load, bytes, rssBefore, rss, series: all, embedding: made };
  } finally {
    await offprint.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await measure(process.argv[2]!)));
