import { parseArgs } from 'node:util';
import { searchJson } from '#delivery/operations/search-json.ts';
import { noteWords, sizeWords } from '#delivery/page/found-words.ts';
import { sumOf } from '#delivery/page/sum.ts';
import { invalid } from '#floor/failure.ts';
import { type Count, type Facets, type SearchHit, type SearchQuery, type SearchResult, search } from '#search/index.ts';
import { type Command, io, withOffprint } from '../command.ts';
import { LIMIT_HELP, limitOf, orderOf } from './options.ts';
import { paperText, plain } from './text.ts';

const ORDERS = ['relevance', 'date', 'votes'] as const;
/** Values of one kind that fit on a line or two. */
const VALUES_SHOWN = 12;

function sumText(hit: SearchHit): string {
  const sum = sumOf(hit);
  if (!sum) return `     ${plain(hit.because.map(({ words }) => words).join('; '))}`;
  const { lines, total } = sum;
  const rows = lines.map((line) => ({ ...line, name: (line.isPart ? '  ' : '') + plain(line.name) }));
  const width = Math.max(...rows.map(({ name }) => name.length), 'Score'.length);
  const row = (name: string, points: string) => `     ${name.padEnd(width)}  ${points.padStart(8)}`;
  return [...rows.map(({ name, points }) => row(name, points)), row('Score', total)].join('\n');
}

function facetsText({ years, categories, sources, has }: Facets): string {
  const kinds: [string, Count[]][] = [
    ['Year', years],
    ['Category', categories],
    ['Source', sources],
    ['With', has],
  ];
  return kinds
    .filter(([, counts]) => counts.length > 0)
    .map(([name, counts]) => {
      const values = counts.slice(0, VALUES_SHOWN);
      const said = values.map(({ value, count }) => `${plain(value)} (${count.toLocaleString('en')})`);
      return `${name.padEnd(10)} ${said.join(', ')}`;
    })
    .join('\n');
}

/** The papers on standard output, in the shape that they always had; what is said about them goes beside it. */
function show(result: SearchResult, { explain, offset }: SearchQuery): void {
  for (const note of noteWords(result)) io.err(plain(note));
  if (result.hits.length === 0) {
    io.out('No paper found. Fewer or other words may help.');
    return;
  }
  io.err(sizeWords(result));
  const hits = result.hits.map((hit, at) => {
    const text = paperText(hit.paper, offset + at + 1);
    return explain ? `${text}\n${sumText(hit)}` : text;
  });
  io.out(hits.join('\n'));
  if (result.facets) io.out(`\n${facetsText(result.facets)}`);
}

export const searchCommand: Command = {
  name: 'search',
  usage: 'search QUERY',
  help: 'Find papers by words, meaning, author, title, id and conditions.',
  details: `
  --limit N                       ${LIMIT_HELP}
  --order relevance|date|votes    best first, newest first, or most votes first
  --explain                       how each paper's score came about
  --facets                        how many papers there are of each year, category and source
  --json                          all of it, for programs

Conditions: "exact phrase", -word, title:word, abs:word, author:"Full Name", cat:cs.CL, org:name, year:2026,
after:2026-03, before:2025, has:code, id:2503.11792. The shell wants quotation marks around them:
  offprint search 'graph learning author:"Yann LeCun" -survey'
`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        limit: { type: 'string' },
        order: { type: 'string' },
        json: { type: 'boolean' },
        explain: { type: 'boolean' },
        facets: { type: 'boolean' },
      },
    });
    const text = positionals.join(' ').trim();
    if (!text) throw invalid('Nothing to search for.', 'Run: offprint search some words');
    const { json = false, explain = json, facets = json } = values;
    const limit = limitOf(values.limit);
    const asked: SearchQuery = { text, order: orderOf(values.order, ORDERS), offset: 0, limit, facets, explain };
    return withOffprint(async ({ db, index }) => {
      const result = await search(index, db, asked);
      if (!json) {
        show(result, asked);
        return 0;
      }
      const { hits, ...found } = searchJson(asked, result);
      // A row is its paper, as it was before rows could explain themselves.
      io.out(JSON.stringify({ ...found, hits: hits.map(({ paper, ...hit }) => ({ ...paper, ...hit })) }, null, 2));
      return 0;
    });
  },
};
