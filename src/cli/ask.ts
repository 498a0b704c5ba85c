import { parseArgs } from 'node:util';
import { notFound } from '#floor/failure.ts';
import { type Command, io, withOffprint } from './command.ts';

export const askCommand: Command = {
  name: 'ask',
  usage: 'ask [OPERATION]',
  help: 'Ask what the API answers, and print it as JSON; without an operation, list them.',
  details: `
  --NAME VALUE    a parameter of the operation; a switch such as --facets takes 1 or 0
The page /api of a running server tells every operation’s parameters and answer.
`,
  async run([name, ...args]) {
    // The schemas take 40 ms to load, which no other command needs.
    const { OPERATIONS } = await import('#delivery/operations/operations.ts');
    const { listWords } = await import('#delivery/operations/in-words.ts');
    if (name === undefined) {
      io.out(listWords(OPERATIONS));
      return 0;
    }
    const operation = OPERATIONS.find((one) => one.name === name);
    if (!operation) throw notFound(`There is no operation “${name.slice(0, 40)}”.`, 'Run: offprint ask');
    const { perform } = await import('#delivery/operations/operation.ts');
    const { valuesFromTexts } = await import('#delivery/operations/read-input.ts');
    const options = Object.fromEntries(
      Object.keys(operation.input.shape).map((one) => [one, { type: 'string' }] as const),
    );
    const { values } = parseArgs({ args, options });
    const input = valuesFromTexts(operation, (one) => values[one] as string | undefined);
    const answer = await withOffprint((offprint) => perform(operation, offprint, 'administrator', input));
    io.out(JSON.stringify(answer, null, 2));
    return 0;
  },
};
