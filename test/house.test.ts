import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from './harness/imports.ts';

const read = (file: string) => readFileSync(join(REPOSITORY, file), 'utf8');

interface Manifest {
  scripts: Record<string, string>;
  [kind: string]: unknown;
}
interface Locked {
  resolved?: string;
  hasInstallScript?: boolean;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  integrity?: string;
  optionalDependencies?: Record<string, string>;
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const lockedIn = (folder: string) =>
  Object.entries((JSON.parse(read(`${folder}package-lock.json`)) as { packages: Record<string, Locked> }).packages);
const locked = lockedIn('');
const OPTIONAL = 'optional/transformers/';

/** Packages whose install script may be left out (`npm ci --ignore-scripts`) without anything missing, and why. */
const SCRIPTS_NOT_NEEDED: Record<string, string> = {};

/** What git keeps; in a tree without git there is nothing to look at. */
function trackedFiles(): string[] {
  if (!existsSync(join(REPOSITORY, '.git'))) return [];
  const names = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: REPOSITORY,
  });
  return names
    .toString()
    .split('\0')
    .filter((name) => name && lstatSync(join(REPOSITORY, name), { throwIfNoEntry: false })?.isFile());
}

describe('the two commands of the README', () => {
  it.each(['start', 'test'])('npm ci && npm %s', (script) => {
    expect(read('README.md')).toContain(`npm ci && npm ${script}`);
    expect(manifest.scripts).toHaveProperty(script);
  });

  it('are what the clean machine runs', () => {
    expect(read('.ci/run')).toMatch(/^npm ci$/m);
    expect(read('.ci/run')).toMatch(/^npm test$/m);
  });
});

describe('the packages', () => {
  it('have exact versions', () => {
    const kinds = ['dependencies', 'optionalDependencies', 'devDependencies'];
    const wanted = kinds.flatMap((kind) => Object.entries(manifest[kind] as Record<string, string>));
    expect(wanted.length).toBeGreaterThan(10);
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('run no script while they are installed', () => {
    const own = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
    expect(own.filter((name) => name in manifest.scripts)).toEqual([]);
    const scripts = locked.filter(([path, { hasInstallScript }]) => hasInstallScript && !(path in SCRIPTS_NOT_NEEDED));
    expect(scripts.map(([path]) => path)).toEqual([]);
  });

  it('come from whatever registry npm is set to, checked by their digests', () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    // A registry that has a part of the packages tells no digest of the others: builds for platforms it does not serve.
    const unchecked = locked.filter(([path, { integrity, optional, os }]) => path && !integrity && !(optional && os));
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });

  it('name the builds for every platform, which npm ci insists on (npm run lock adds them)', () => {
    const places = new Set(locked.map(([path]) => path));
    const wanted = locked.flatMap(([, { optionalDependencies }]) => Object.keys(optionalDependencies ?? {}));
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter((name) => !places.has(`node_modules/${name}`))).toEqual([]);
  });

  it('bring Node 24 for every platform that is promised', () => {
    const runtimes = Object.entries(manifest.optionalDependencies as Record<string, string>);
    expect(runtimes.length).toBeGreaterThanOrEqual(5);
    expect(runtimes.filter(([name, version]) => !name.startsWith('node-') || !version.startsWith('24.'))).toEqual([]);
  });
});

describe('the optional packages of the transformers embedder', () => {
  const { dependencies } = JSON.parse(read(`${OPTIONAL}package.json`)) as { dependencies: Record<string, string> };
  const optional = lockedIn(OPTIONAL);

  it('have exact versions, checked by their digests, from whatever registry npm is set to', () => {
    expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(optional.length).toBeGreaterThan(5);
    expect(optional.filter(([path, { integrity, resolved }]) => path && (!integrity || resolved))).toEqual([]);
  });

  it('run no script: that of the runtime would fetch libraries for CUDA from elsewhere', () => {
    const scripts = optional.filter(([, { hasInstallScript }]) => hasInstallScript);
    expect(scripts.map(([path]) => path)).toEqual(['node_modules/onnxruntime-node']);
    expect(read(`${OPTIONAL}.npmrc`)).toMatch(/^ignore-scripts=true$/m);
  });

  it('are installed by the command that the documents name', () => {
    expect(read('docs/embedders.md')).toContain('npm ci --prefix optional/transformers --ignore-scripts');
  });
});

describe('the files', () => {
  it('name no path or registry of the machine they were written on', () => {
    const machine = [`${dirname(REPOSITORY)}/`, `${REPOSITORY}/`, `${homedir()}/`].filter((path) => path.length > 2);
    const escaped = machine.map((path) => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    const leak = new RegExp(`(?<![\\w.~:/-])(${escaped})|/(home|Users)/\\w+/|https?://registry\\.`);
    const leaks = trackedFiles().filter((name) => leak.test(read(name)));
    expect(leaks).toEqual([]);
  });

  it('keep the sample whole: 56 papers', () => {
    const sample = read('sample/daily-papers-2026-06-18.txt');
    expect(sample.split('\n').filter((line) => line === '·').length).toBe(56);
  });
});
