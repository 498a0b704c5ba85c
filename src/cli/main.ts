import { Failure } from '#floor/failure.ts';
import { adminKeyCommand } from './admin-key.ts';
import { askCommand } from './ask.ts';
import { type Command, io } from './command.ts';
import { configCommand } from './config.ts';
import { digestCommand } from './digest/command.ts';
import { doctorCommand } from './doctor.ts';
import { hooksCommand } from './hooks/command.ts';
import { importCommand } from './import/command.ts';
import { indexCommand } from './index-command.ts';
import { addCommand } from './jobs/add.ts';
import { harvestCommand } from './jobs/harvest.ts';
import { jobsCommand } from './jobs/jobs.ts';
import { mcpCommand } from './mcp.ts';
import { searchCommand } from './papers/search.ts';
import { similarCommand } from './papers/similar.ts';
import { sourcesCommand } from './sources/command.ts';
import { startCommand } from './start/command.ts';
import { workCommand } from './work.ts';

const COMMANDS: Command[] = [
  startCommand,
  importCommand,
  sourcesCommand,
  harvestCommand,
  addCommand,
  jobsCommand,
  hooksCommand,
  searchCommand,
  similarCommand,
  askCommand,
  mcpCommand,
  indexCommand,
  workCommand,
  digestCommand,
  doctorCommand,
  configCommand,
  adminKeyCommand,
];

function help(): string {
  const width = Math.max(...COMMANDS.map((command) => command.usage.length));
  const lines = COMMANDS.map((command) => `  offprint ${command.usage.padEnd(width)}  ${command.help}`);
  return ['Offprint: the daily papers on your own machine.', '', ...lines, ''].join('\n');
}

function explain(error: unknown): string {
  if (error instanceof Failure) return error.next ? `${error.message} ${error.next}` : error.message;
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    return `${error.message}. Run “offprint help” to see what there is.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Runs one command of the program.
 * @param args what stands after `offprint`.
 * @returns the exit code: 0 when all went well, 1 when something was refused, 2 for a command that does not exist.
 */
export async function main(args: string[]): Promise<number> {
  const [name = 'help', ...rest] = args;
  if (['help', '--help', '-h'].includes(name)) {
    io.out(help());
    return 0;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    io.err(`There is no command “${name.slice(0, 40)}”.\n\n${help()}`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(`offprint ${command.usage}\n\n${command.help}\n${command.details ?? ''}`);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    io.err(`${explain(error)}\n`);
    return 1;
  }
}
