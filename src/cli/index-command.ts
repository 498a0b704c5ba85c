import { parseArgs } from 'node:util';
import { indexState } from '#search/index.ts';
import { type Command, io, withOffprint } from './command.ts';
import { bringIndexAlong, makeIndexAnew } from './index-along.ts';

export const indexCommand: Command = {
  name: 'index',
  usage: 'index [--rebuild]',
  help: 'Bring the search index up to the catalogue, or make it anew.',
  async run(args) {
    const { values } = parseArgs({ args, options: { rebuild: { type: 'boolean' } } });
    return withOffprint(async (offprint) => {
      if (values.rebuild && !(await makeIndexAnew(offprint))) return 1;
      if (!values.rebuild) await bringIndexAlong(offprint);
      const state = await indexState(offprint.index, offprint.db);
      io.out(`The search index is ${state.state}: ${state.papersIndexed.toLocaleString('en')} papers.`);
      return 0;
    });
  },
};
