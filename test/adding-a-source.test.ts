import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from './harness/imports.ts';

/** The example of `docs/adding-a-source.md`: its blocks that have a file's name, as the files that they are. */
const document = readFileSync(join(REPOSITORY, 'docs/adding-a-source.md'), 'utf8');
const blocks = new Map(
  [...document.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(([, name, content]) => [name!, content!] as const),
);
/** Where the document says that they lie. Nothing is written there. */
const PLACE = join(REPOSITORY, 'src/server/sources/open-shelf');
const code = [...blocks].filter(([name]) => name.endsWith('.ts'));

it('shows a whole source', () => {
  expect([...blocks.keys()]).toEqual(['page.json', 'work.ts', 'page.ts', 'source.ts', 'source.test.ts']);
  for (const name of blocks.keys()) {
    if (name.endsWith('.ts')) expect(document).toContain(`src/server/sources/open-shelf/${name}`);
  }
});

it('has types that hold, under the project’s own rules', () => {
  const { compilerOptions } = JSON.parse(readFileSync(join(REPOSITORY, 'tsconfig.json'), 'utf8'));
  const { options, errors } = ts.convertCompilerOptionsFromJson({ ...compilerOptions, types: ['node'] }, REPOSITORY);
  expect(errors).toEqual([]);
  const files = new Map(code.map(([name, content]) => [join(PLACE, name), content]));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, directoryExists } = host;
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.directoryExists = (path) => path === PLACE || (directoryExists?.(path) ?? true);
  host.getSourceFile = (path, version) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, version);
  };
  host.getCurrentDirectory = () => REPOSITORY;
  const program = ts.createProgram([...files.keys()], options, host);
  const wrong = [...files.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  });
  expect(wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});

const folder = mkdtempSync(join(tmpdir(), 'offprint-example-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The import of a file that lies elsewhere, by its whole address. */
const rooted = (specifier: string) => {
  if (specifier.startsWith('../')) return pathToFileURL(join(PLACE, specifier)).href;
  if (specifier.startsWith('#')) return pathToFileURL(join(REPOSITORY, 'src/server', specifier.slice(1))).href;
  return specifier === 'vitest' ? import.meta.resolve('vitest') : specifier;
};
for (const [name, content] of blocks) {
  const text = content.replace(/(?<= from ')([^']+)(?=')/g, rooted);
  writeFileSync(join(folder, name), name.endsWith('.ts') ? text : content);
}
describe('its own test', async () => {
  await import(pathToFileURL(join(folder, 'source.test.ts')).href);
});
