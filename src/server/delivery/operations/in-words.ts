import type { Operation } from './operation.ts';

/** The operations for a terminal: what each does, and below it what it takes. */
export function listWords(operations: readonly Operation[]): string {
  const width = Math.max(...operations.map(({ name }) => name.length)) + 2;
  return operations
    .flatMap(({ name, summary, input }) => {
      const options = Object.keys(input.shape).map((field) => `--${field}`);
      return [`${name.padEnd(width)}${summary}`, `${' '.repeat(width)}${options.join(' ')}`];
    })
    .join('\n');
}
