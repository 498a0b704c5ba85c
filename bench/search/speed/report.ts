import { megabytes, ms, type Spread, table, times } from './figures.ts';
import type { InProcess } from './in-process.ts';
import type { LoopReport } from './loop-watch.ts';
import type { PeerFigures } from './peer.ts';
import type { ServerFigures } from './server.ts';

/** What was measured on one number of papers. */
export interface SizeFigures {
  papers: number;
  importSeconds: number;
  importPeak: number | undefined;
  /** Bytes of the index's folder and of the database. */
  indexDisk: number;
  databaseDisk: number;
  inProcess: InProcess;
  peers: PeerFigures[];
}

/** What was asked of the search: milliseconds, seconds, a second. */
export const LIMITS = {
  hybrid: { p50: 10, p95: 30 },
  typed: { p95: 20 },
  rate: 200,
  block: 50,
  embedded: 5_000,
  findable: 2,
} as const;

const count = (value: number) => Math.round(value).toLocaleString('en');
const of = (value: number, limit: number) => `${times(value, limit)} of ${limit}`;

const SERIES: [key: string, name: string, limit?: { p50?: number; p95: number }][] = [
  ['words', 'words alone'],
  ['hybrid', 'words and meaning', LIMITS.hybrid],
  ['facets', 'words and meaning, with facets', LIMITS.hybrid],
  ['date', 'newest first'],
  ['similar', 'similar papers'],
  ['typed', 'as one types', LIMITS.typed],
  ['engineHybrid', 'the engine alone: words and meaning'],
  ['engineWords', 'the engine alone: words'],
  ['engineFacets', 'the engine alone: with facets'],
];

const cells = ({ p50, p95, p99, most }: Spread) => [p50, p95, p99, most].map(ms);

function limitCell(spread: Spread, limit: { p50?: number; p95: number } | undefined): string {
  if (!limit) return '';
  const p50 = limit.p50 === undefined ? '' : `p50 ${of(spread.p50, limit.p50)} ms, `;
  return `${p50}p95 ${of(spread.p95, limit.p95)} ms`;
}

export function growthTable(sizes: SizeFigures[]): string {
  const rows = sizes.map(({ papers, importSeconds, importPeak, indexDisk, databaseDisk, inProcess }) => [
    count(papers),
    `${importSeconds.toFixed(1)} s`,
    importPeak === undefined ? '–' : megabytes(importPeak),
    megabytes(indexDisk),
    megabytes(databaseDisk),
    megabytes(inProcess.bytes),
    megabytes(inProcess.rss),
    `${ms(inProcess.load)} ms`,
    `${ms(inProcess.series.hybrid!.p50)} / ${ms(inProcess.series.hybrid!.p95)}`,
    `${ms(inProcess.series.typed!.p50)} / ${ms(inProcess.series.typed!.p95)}`,
  ]);
  const head = ['papers', 'import and index', 'peak of it', 'index on disk', 'database', 'index in memory'];
  return table([...head, 'process', 'load', 'hybrid p50 / p95 ms', 'as one types p50 / p95 ms'], rows);
}

export function askTable({ inProcess }: SizeFigures): string {
  const rows = SERIES.map(([key, name, limit]) => {
    const spread = inProcess.series[key]!;
    return [name, count(spread.count), ...cells(spread), ms(spread.computed), limitCell(spread, limit)];
  });
  return table(['milliseconds', 'asked', 'p50', 'p95', 'p99', 'most', 'processor time', 'limit'], rows);
}

/** What each peer leaves out of what Offprint does in the same time. */
export const PEERS_DO =
  'All peers: 20 ids for plain words joined with OR; no vectors, no facets, no conditions, no spelling, no count of all ' +
  'hits, no papers with marks, no thread between. FTS5 keeps its index in a file; MiniSearch and Orama are in memory ' +
  'alone and index anew at every start.';

export function peerTable({ inProcess, peers, importSeconds, indexDisk }: SizeFigures): string {
  const hybrid = inProcess.series.hybrid!;
  const own = [
    'Offprint, words and meaning',
    count(hybrid.count),
    ...cells(hybrid),
    ms(hybrid.computed),
    `${importSeconds.toFixed(1)} s`,
  ];
  const rows = peers.map(({ name, seconds, memory, disk, spread }) => [
    name,
    count(spread.count),
    ...cells(spread),
    ms(spread.computed),
    `${seconds.toFixed(1)} s`,
    megabytes(memory),
    megabytes(disk),
    `${times(hybrid.p50, spread.p50)} / ${times(hybrid.p95, spread.p95)}`,
  ]);
  const head = ['milliseconds', 'asked', 'p50', 'p95', 'p99', 'most', 'processor time', 'to index', 'memory', 'disk'];
  const first = [...own, megabytes(inProcess.bytes), megabytes(indexDisk), '1'];
  return table([...head, 'Offprint’s p50 / p95 to it'], [first, ...rows]);
}

const loopCells = ({ largest, computed, largestComputed, over50, over50Computed }: LoopReport) => [
  `${ms(largest)} ms, of which ${ms(computed)} computed`,
  `${ms(largestComputed)} ms: ${of(largestComputed, LIMITS.block)} ms`,
  `${over50}, ${over50Computed} of them computed`,
];

export function serverTables({ routes, loopAsked, whileImporting, findable }: ServerFigures, rate: number): string {
  const sent = routes.map(({ name, sustained, computed, highest }) => [
    name,
    `${sustained.achieved.toFixed(1)}/s: ${of(sustained.achieved, rate)}`,
    String(sustained.failed),
    ...cells(sustained.latency),
    `${ms(computed.process)}, ${ms(computed.thread)} of them in the main thread`,
    highest ? `${highest.rate}/s, p95 ${ms(highest.sent.latency.p95)} ms` : 'none',
  ]);
  const { papers, seconds, sent: during, loop } = whileImporting;
  const loops = [
    [`${rate} questions/s`, ...loopCells(loopAsked)],
    [
      `${rate} questions/s and an import with its index, ${count(papers)} papers in ${seconds.toFixed(1)} s`,
      ...loopCells(loop),
    ],
  ];
  const found = findable.map(({ papers, seconds }) => [
    `${count(papers)} new papers`,
    `${seconds.toFixed(2)} s: ${of(seconds, LIMITS.findable)} s`,
  ]);
  return [
    table(
      [
        `${rate} questions/s, each another`,
        'answered',
        'failed',
        'p50',
        'p95',
        'p99',
        'most',
        'processor time an answer',
        'highest rate',
      ],
      sent,
    ),
    `While importing: ${during.achieved.toFixed(1)} answers/s, ${during.failed} failed, p50 ${ms(during.latency.p50)} ms, ` +
      `p95 ${ms(during.latency.p95)} ms, p99 ${ms(during.latency.p99)} ms.`,
    table(['event loop of the server', 'longest gap', 'longest that it computed', 'gaps over 50 ms'], loops),
    table(['findable after the end of the import', 'seconds'], found),
  ].join('\n\n');
}

export function embeddingLine({ inProcess: { embedding } }: SizeFigures): string {
  const { model, perSecond } = embedding;
  return `Embedding with \`static\` (${model}), one thread: ${count(perSecond)} abstracts/s, ${of(perSecond, LIMITS.embedded)}.`;
}
