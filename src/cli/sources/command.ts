import { parseArgs } from 'node:util';
import { invalid } from '#floor/failure.ts';
import { readGiven } from '#floor/settings/given.ts';
import { SWITCHED } from '#sources/every-setting.ts';
import { listSwitches } from '#sources/switches.ts';
import { type Command, io } from '../command.ts';
import { addTo, removeFrom } from './change.ts';
import { switchNamed } from './find.ts';
import { inLines } from './list.ts';

export const sourcesCommand: Command = {
  name: 'sources',
  usage: 'sources [add|remove SOURCE …]',
  help: 'List the sources that papers come from by themselves, or switch one on or off.',
  details: `
  offprint sources                        what there is, what is on, what is chosen, on what terms
  offprint sources add arxiv cs.CL cs.LG  also fetch these categories of arXiv
  offprint sources remove arxiv cs.LG     no longer fetch this one
  offprint sources remove arxiv           switch it off
  --json                                  the list for programs

What is chosen stands in the settings file: “offprint config” says where that is.
`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } });
    const [act, name, ...words] = positionals;
    if (act === undefined) {
      const rows = listSwitches(SWITCHED, readGiven());
      io.out(values.json ? JSON.stringify(rows, null, 2) : rows.map(inLines).join('\n\n'));
      return 0;
    }
    if (act !== 'add' && act !== 'remove') {
      throw invalid(`Sources cannot “${act.slice(0, 40)}”.`, 'Run: offprint sources add SOURCE …, or remove SOURCE …');
    }
    const one = switchNamed(name, SWITCHED);
    io.out(await (act === 'add' ? addTo : removeFrom)(one, words, process.env));
    return 0;
  },
};
