import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parse } from 'svelte/compiler';
import ts from 'typescript';

export const REPOSITORY = join(import.meta.dirname, '../..');

/** One import, re-export, `import()` or `import('…')` type, as a file states it. */
export interface Import {
  /** Path of the importing file from the repository's root. */
  from: string;
  line: number;
  /** As written. */
  specifier: string;
  /** Path of the imported file from the root; undefined for packages and for what SvelteKit makes up. */
  to: string | undefined;
  /** Gone at run time. */
  typeOnly: boolean;
}

/** Paths from the repository's root of all files in a folder, at any depth, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(join(REPOSITORY, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(REPOSITORY, join(entry.parentPath, entry.name)))
    .sort();
}

/** What a TypeScript, JavaScript or Svelte file imports; nothing for other files. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(join(REPOSITORY, file), 'utf8');
  return scriptsOf(file, text).flatMap((script) => importsIn(file, script));
}

/** A Svelte file's scripts, each with the lines before it left blank, so that line numbers hold. */
function scriptsOf(file: string, text: string): string[] {
  if (/\.(ts|js)$/.test(file)) return [text];
  if (!file.endsWith('.svelte')) return [];
  const { instance, module } = parse(text, { modern: true });
  return [instance, module].flatMap((script) => {
    if (!script) return [];
    const { start, end } = script.content as unknown as { start: number; end: number };
    return [text.slice(0, start).replace(/[^\n]/g, ' ') + text.slice(start, end)];
  });
}

function importsIn(file: string, text: string): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found: Import[] = [];
  const add = (node: ts.Node, literal: ts.Node | undefined, typeOnly: boolean) => {
    if (!literal || !ts.isStringLiteralLike(literal)) return;
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    found.push({ from: file, line, specifier: literal.text, to: resolve(file, literal.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeOnly(node));
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0], false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `import type …`, or braces in which every name says `type`. */
function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
}

const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
  imports: Record<string, string>;
};

function resolve(file: string, specifier: string): string | undefined {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('.')) return /\/\$types$/.test(path) ? undefined : join(dirname(file), path);
  for (const [name, target] of Object.entries(manifest.imports)) {
    const room = name.replace('*', '');
    if (path.startsWith(room)) return join(target.replace('*', path.slice(room.length)));
  }
  return undefined;
}
