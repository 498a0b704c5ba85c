import { parseArgs } from 'node:util';
import { resolveId } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import { invalid, notFound } from '#floor/failure.ts';
import { MOST_EXAMPLES, similarTo } from '#search/index.ts';
import { type Command, io, withOffprint } from '../command.ts';
import { LIMIT_HELP, limitOf, orderOf } from './options.ts';
import { paperText } from './text.ts';

const ORDERS = ['nearness', 'date'] as const;

/** @throws Failure `NotFound` that names every text that is no paper here. */
async function paperIds(db: Db, texts: string[]): Promise<string[]> {
  const found = await Promise.all(texts.map((text) => resolveId(db, text)));
  const unknown = texts.filter((_, at) => !found[at]).map((text) => `“${text.slice(0, 80)}”`);
  if (unknown.length > 0) {
    throw notFound(
      `There is no paper ${unknown.join(' and no paper ')} here.`,
      'Give arXiv ids or DOIs; “offprint search” finds them.',
    );
  }
  return [...new Set(found.map((one) => one!.id))];
}

export const similarCommand: Command = {
  name: 'similar',
  usage: 'similar ID [ID…]',
  help: 'Find papers like one or several others.',
  details: `
  --limit N                ${LIMIT_HELP}
  --order nearness|date    the nearest first, or of the nearest the newest first
  --json                   whole papers with their nearness, for programs
`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { limit: { type: 'string' }, order: { type: 'string' }, json: { type: 'boolean' } },
    });
    if (positionals.length === 0) throw invalid('Like which paper?', 'Run: offprint similar 2503.11792');
    if (positionals.length > MOST_EXAMPLES) throw invalid(`At most ${MOST_EXAMPLES} papers can be the example.`);
    const limit = limitOf(values.limit);
    const order = orderOf(values.order, ORDERS);
    return withOffprint(async ({ db, index }) => {
      const ids = await paperIds(db, positionals);
      const { by, hits } = await similarTo(index, db, ids, { order, limit });
      if (values.json) {
        const papers = hits.map(({ paper, nearness }) => ({ ...paper, ...(nearness !== undefined && { nearness }) }));
        io.out(JSON.stringify({ ids, by, order, papers }, null, 2));
        return 0;
      }
      if (hits.length === 0) {
        io.out('No other paper is close, or the search index does not know these yet.');
        return 0;
      }
      if (by === 'words') io.err('By words: an example has no vector yet.');
      const near = (nearness: number | undefined) => (nearness === undefined ? '' : `  ${nearness.toFixed(2)}`);
      io.out(hits.map(({ paper, nearness }, at) => paperText(paper, at + 1) + near(nearness)).join('\n'));
      return 0;
    });
  },
};
