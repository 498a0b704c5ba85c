import { parseArgs } from 'node:util';
import type { Paper } from '#catalogue/paper.ts';
import { invalid } from '#floor/failure.ts';
import { type SearchHit, search } from '#search/index.ts';
import { type Command, io, withOffprint } from './command.ts';

const DEFAULT_LIMIT = 10;
const MOST = 100;
const NAMES_SHOWN = 3;

function byline(paper: Paper): string {
  const names = paper.authors.slice(0, NAMES_SHOWN).map((author) => author.name);
  const more = (paper.authorCount ?? 0) - names.length;
  const who =
    names.length > 0 ? `${names.join(', ')}${more > 0 ? ` +${more}` : ''}` : (paper.organization?.fullname ?? '');
  return [who, paper.day, paper.categories[0]].filter(Boolean).join(' · ');
}

/** What a terminal may show of a text from outside: no control characters, which could move the cursor or colour. */
const plain = (text: string) => text.replace(/\p{Cc}+/gu, ' ');

function asText(hits: SearchHit[]): string {
  return hits
    .map(({ paper }, i) => `${plain(`${i + 1}. ${paper.title}`)}\n   ${plain(paper.id)}  ${plain(byline(paper))}`)
    .join('\n');
}

export const searchCommand: Command = {
  name: 'search',
  usage: 'search QUERY',
  help: 'Find papers by words, author, title or id.',
  details: `
  --limit N                 how many papers (default ${DEFAULT_LIMIT}, at most ${MOST})
  --order relevance|date    best first, or newest first
  --json                    whole papers with scores and reasons, for programs
`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { limit: { type: 'string' }, order: { type: 'string' }, json: { type: 'boolean' } },
    });
    const text = positionals.join(' ').trim();
    if (!text) throw invalid('Nothing to search for.', 'Run: offprint search some words');
    const limit = Number(values.limit ?? DEFAULT_LIMIT);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
      throw invalid(`--limit must be a whole number from 1 to ${MOST}.`);
    const order = values.order ?? 'relevance';
    if (order !== 'relevance' && order !== 'date') throw invalid('--order must be relevance or date.');
    return withOffprint(async ({ db, index }) => {
      const { hits, total } = await search(index, db, { text, order, offset: 0, limit });
      if (values.json) {
        const rows = hits.map(({ paper, score, because }) => ({ ...paper, score, because }));
        io.out(JSON.stringify({ total, hits: rows }, null, 2));
      } else if (hits.length === 0) io.out('No paper found. Fewer or other words may help.');
      else io.out(asText(hits));
      return 0;
    });
  },
};
