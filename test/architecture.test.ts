import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, type Import, importsOf, REPOSITORY } from './harness/imports.ts';

/** The way of the data: a room imports itself and the rooms before it. */
const ROOMS = ['floor', 'db', 'sources', 'catalogue', 'readers', 'search', 'ranking', 'editions', 'delivery', 'jobs'];
const MAX_LINES = 300;
/** Files that may be longer, each with the reason. */
const LONG: Record<string, string> = {};

const files = ['src', 'test', 'bench', 'bin', 'tools']
  .filter((folder) => existsSync(join(REPOSITORY, folder)))
  .flatMap(filesIn);
const code = files.filter((file) => /\.(ts|js|svelte)$/.test(file));
const imports = code.flatMap(importsOf);

/** Where a file stands: a room's number, after them the roof, after it the doors; undefined outside of that order. */
function floorOf(file: string): number | undefined {
  const room = /^src\/server\/([^/]+)\//.exec(file)?.[1];
  if (room !== undefined) return ROOMS.indexOf(room);
  if (file.startsWith('src/server/')) return ROOMS.length;
  if (file.startsWith('src/') && !file.startsWith('src/lib/')) return ROOMS.length + 1;
  return undefined;
}

const isTest = (file: string) => file.startsWith('test/') || /\.(test|fixture)\.ts$/.test(file);
const said = ({ from, line, specifier }: Import) => `${from}:${line} imports ${specifier}`;
const where = (wrong: (one: Import) => boolean) => imports.filter(wrong).map(said);

describe('the order of rooms', () => {
  it('has a place for every folder of the server', () => {
    const rooms = files.flatMap((file) => /^src\/server\/([^/]+)\//.exec(file)?.[1] ?? []);
    expect([...new Set(rooms)].filter((room) => !ROOMS.includes(room))).toEqual([]);
  });

  it('lets a room import only itself and earlier ones', () => {
    const upward = where(({ from, to }) => {
      const [here, there] = [floorOf(from), to === undefined ? undefined : floorOf(to)];
      return here !== undefined && there !== undefined && there > here;
    });
    expect(upward).toEqual([]);
  });

  it('keeps the server free of the web framework and of what the browser has', () => {
    const leaks = where(({ from, to, specifier }) => {
      if (!from.startsWith('src/server/')) return false;
      return /^(svelte|@sveltejs\/|\$)/.test(specifier) || (to?.startsWith('src/lib/') ?? false);
    });
    expect(leaks).toEqual([]);
  });

  it('gives the browser nothing of the server but types', () => {
    const leaks = where(
      ({ from, to, typeOnly }) =>
        from.startsWith('src/lib/') &&
        !isTest(from) &&
        !typeOnly &&
        (to?.startsWith('src/') ?? false) &&
        !to?.startsWith('src/lib/'),
    );
    expect(leaks).toEqual([]);
  });

  it('keeps the tests out of the product', () => {
    expect(where(({ from, to }) => from.startsWith('src/') && !isTest(from) && to !== undefined && isTest(to))).toEqual(
      [],
    );
  });
});

describe('imports', () => {
  it('are found in every kind of file', () => {
    const kinds = imports.filter(({ to }) => to).map(({ from }) => from.replace(/^.*\./, ''));
    expect([...new Set(kinds)].sort()).toEqual(['js', 'svelte', 'ts']);
  });

  it('name a file that exists, with its ending', () => {
    const isOurs = (specifier: string) => /^[.#]/.test(specifier) && !/\/\$types$/.test(specifier);
    expect(where(({ specifier }) => isOurs(specifier) && !/\.(ts|js|svelte|css)(\?\w+)?$/.test(specifier))).toEqual([]);
    const lost = ({ to, specifier }: Import) =>
      isOurs(specifier) && (to === undefined || !existsSync(join(REPOSITORY, to)));
    expect(where((one) => lost(one) && one.to?.startsWith('build/') !== true)).toEqual([]);
  });

  it('never run in a circle', () => {
    expect(circle()).toEqual([]);
  });
});

/** The first circle of imports, as the files on it; empty when there is none. */
function circle(): string[] {
  const next = Map.groupBy(imports, ({ from }) => from);
  const done = new Set<string>();
  const path: string[] = [];
  const walk = (file: string): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    path.push(file);
    for (const { to } of next.get(file) ?? []) {
      const found = to === undefined ? [] : walk(to);
      if (found.length > 0) return found;
    }
    path.pop();
    done.add(file);
    return [];
  };
  for (const file of code) {
    const found = walk(file);
    if (found.length > 0) return found;
  }
  return [];
}

describe('files', () => {
  it('are one thing each', () => {
    const text = files.filter((file) => /\.(ts|js|svelte|css)$/.test(file));
    const lines = (file: string) => readFileSync(join(REPOSITORY, file), 'utf8').split('\n').length - 1;
    const long = text.filter((file) => lines(file) > MAX_LINES && !(file in LONG));
    expect(long.map((file) => `${file} has ${lines(file)} lines`)).toEqual([]);
  });

  it('say what they are for', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|misc|common|shared)(\/|\.|-)/i.test(file))).toEqual([]);
  });
});
