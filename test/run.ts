import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { commands, notRun, type Stage, summary, vitest } from './harness/stage.ts';

/**
 * The whole suite, in order; every stage runs even when an earlier one failed, save those that need the build.
 * Ends with a table and one line `N passed, N failed`, and with exit code 1 when anything failed.
 */
async function run(): Promise<Stage[]> {
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
  const types = await commands('types', [
    ['svelte-kit', 'sync'],
    ['tsc', '--noEmit'],
    ['svelte-check', '--threshold', 'warning', '--output', 'human'],
  ]);
  const lint = await commands('lint', [['biome', 'check']]);
  const unit = await vitest('unit');
  const build = await commands('build', [['node', 'tools/build.ts']]);
  const stages = [types, lint, unit, build];
  for (const project of ['server', 'browser', 'lighthouse']) {
    stages.push(build.failed ? notRun(project, 'the build failed') : await vitest(project));
  }
  return stages;
}

const stages = await run();
console.log(summary(stages));
process.exitCode = stages.some((stage) => stage.failed > 0) ? 1 : 0;
