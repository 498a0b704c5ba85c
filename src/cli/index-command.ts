import { parseArgs } from 'node:util';
import { indexState, rebuildIndex } from '#search/index.ts';
import { type Command, io, withOffprint } from './command.ts';
import { bringIndexAlong, holder } from './index-along.ts';

export const indexCommand: Command = {
  name: 'index',
  usage: 'index [--rebuild]',
  help: 'Bring the search index up to the catalogue, or make it anew.',
  async run(args) {
    const { values } = parseArgs({ args, options: { rebuild: { type: 'boolean' } } });
    return withOffprint(async (offprint) => {
      if (values.rebuild) await rebuildIndex(offprint.index, offprint.db, { holder: holder(), onMessage: io.err });
      else await bringIndexAlong(offprint);
      const state = await indexState(offprint.index, offprint.db);
      io.out(`The search index is ${state.state}: ${state.papersIndexed.toLocaleString('en')} papers.`);
      return 0;
    });
  },
};
