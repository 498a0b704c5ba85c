#!/usr/bin/env node
// Plain JavaScript on purpose: an old Node must be able to read this far and say what is wrong.
if (Number.parseInt(process.versions.node, 10) < 24) {
  console.error(
    `Offprint needs Node 24 or newer, and this is Node ${process.versions.node}. ` +
      'Start it through npm (npm start, npx offprint): the right Node comes with npm ci.',
  );
  process.exit(1);
}
// node:sqlite works and warns that it is experimental at every start; every other warning goes on.
const warn = process.emitWarning;
process.emitWarning = /** @param {any[]} args */ (...args) => {
  if (!String(args[0]).includes('SQLite')) Reflect.apply(warn, process, args);
};
// Types are stripped and code is compiled once: a command starts in half the time. In a folder of ours, since anyone may
// write to the system's own; where it cannot be written, nothing is kept.
const [{ enableCompileCache }, { fileURLToPath }] = await Promise.all([import('node:module'), import('node:url')]);
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/offprint', import.meta.url)));
const { main } = await import('../src/cli/main.ts');
process.exitCode = await main(process.argv.slice(2));
