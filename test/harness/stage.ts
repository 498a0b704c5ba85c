import { type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { NOTES_FILE } from './notes.ts';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** One part of the run, as the summary shows it. */
export interface Stage extends Tally {
  name: string;
  seconds: number;
  notes: string[];
}

const REPOSITORY = join(import.meta.dirname, '../..');
const RESULTS = join(REPOSITORY, 'test/results');

/** Runs a program of node_modules/.bin, or an npm script, with its output on ours. @returns whether it succeeded. */
async function succeeds(program: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const stdio: StdioOptions = ['ignore', 'inherit', 'inherit'];
  const child = spawn(program, args, { cwd: REPOSITORY, stdio, env: { ...process.env, ...env } });
  try {
    const [code] = await once(child, 'close');
    return code === 0;
  } catch (error) {
    console.error(`${program} did not start: ${(error as Error).message}`);
    return false;
  }
}

/** A stage of commands, one after another; each counts as one check, and the first that fails ends the stage. */
export async function commands(name: string, lines: string[][]): Promise<Stage> {
  const started = performance.now();
  announce(name);
  let passed = 0;
  for (const [program = '', ...args] of lines) {
    if (!(await succeeds(program, args))) break;
    passed += 1;
  }
  const failed = passed < lines.length ? 1 : 0;
  return { name, passed, failed, skipped: lines.length - passed - failed, seconds: since(started), notes: [] };
}

/** A stage of one vitest project. */
export async function vitest(project: string): Promise<Stage> {
  const started = performance.now();
  announce(project);
  const report = join(RESULTS, `${project}.json`);
  const notes = join(RESULTS, `${project}.notes`);
  rmSync(report, { force: true });
  rmSync(notes, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ended = await succeeds('vitest', ['run', '--project', project, ...reporters], { [NOTES_FILE]: notes });
  const told: VitestReport | undefined = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  const tally = told ? tallyOf(told) : empty();
  if (!ended && tally.failed === 0) tally.failed = 1;
  return {
    name: project,
    ...tally,
    seconds: since(started),
    notes: [...linesOf(notes), ...(told ? failuresOf(told) : [])],
  };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** A file that cannot even be loaded has no tests to count; it counts as one failure. */
function tallyOf(report: VitestReport): Tally {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** What failed, with the first line of why: the end of a log is what is kept of a long one. */
function failuresOf(report: VitestReport): string[] {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const told = assertionResults
      .filter((one) => one.status === 'failed')
      .map((one) => [one.fullName, one.failureMessages[0] ?? '']);
    if (told.length === 0 && status === 'failed') told.push(['the file', message]);
    return told.map(([what, why]) => `FAILED ${relative(REPOSITORY, name)}: ${what}: ${why!.split('\n')[0]}`);
  });
}

/** A stage that could not run because an earlier one failed. */
export function notRun(name: string, why: string): Stage {
  return { name, ...empty(), seconds: 0, notes: [`not run: ${why}`] };
}

/** The table, and the sum on a line of its own at the end. */
export function summary(stages: Stage[]): string {
  const width = Math.max(...stages.map((stage) => stage.name.length));
  const row = (name: string, cells: string[]) =>
    `  ${name.padEnd(width)}${cells.map((cell) => cell.padStart(9)).join('')}`;
  const lines = stages.flatMap((stage) => [
    row(stage.name, [stage.passed, stage.failed, stage.skipped, stage.seconds.toFixed(1)].map(String)),
    ...stage.notes.map((text) => `  ${' '.repeat(width)}    ${text}`),
  ]);
  const total = (key: keyof Tally) => stages.reduce((sum, stage) => sum + stage[key], 0);
  const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : '';
  const sum = `${total('passed')} passed, ${total('failed')} failed${skipped}`;
  return ['', row('', ['passed', 'failed', 'skipped', 'seconds']), ...lines, '', sum].join('\n');
}

const empty = (): Tally => ({ passed: 0, failed: 0, skipped: 0 });
const since = (started: number) => (performance.now() - started) / 1000;
const announce = (name: string) => console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
const linesOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
