import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { invalid } from '../failure.ts';
import { linesOf } from './lines.ts';
import type { Setting } from './setting.ts';
import { TABLE } from './table.ts';

export type Environment = Record<string, string | undefined>;

const FILE = 'offprint.env';
/** A settings file is some lines; what is longer is another file by mistake. */
const LARGEST_BYTES = 1_000_000;

/** What was set, by whom it may have been. */
export interface Given {
  env: Environment;
  /** Where the settings file is, or would be. */
  file: string;
  isThere: boolean;
  /** What the file says, by key. */
  inFile: ReadonlyMap<string, { text: string; line: number }>;
  /** What was passed over, a sentence each. */
  warnings: string[];
  /** Tells one state of the file from another. */
  stamp: string;
}

/** Where the settings file is, or would be: OFFPRINT_CONFIG, else in the data folder. */
export function settingsFile(env: Environment): string {
  if (env[TABLE.configFile.key]) return resolve(env[TABLE.configFile.key]!);
  return join(resolve(env[TABLE.dataDir.key] || TABLE.dataDir.fallback), FILE);
}

/**
 * Tells one state of a file from another: cheap enough, at some microseconds, to be asked before every page. Two changes
 * in one tick of the file system's clock, to one length and without a new file, look like one.
 */
export function stampOf(file: string): string {
  try {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : 'none';
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

/**
 * The file's text; undefined where there is none.
 * @throws Failure `Invalid` when it is there and cannot be read.
 */
export function textOf(file: string): string | undefined {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > LARGEST_BYTES) throw new Error(`it is larger than ${LARGEST_BYTES / 1_000_000} MB`);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const why =
      code === 'EISDIR'
        ? 'it is a folder'
        : code === 'EACCES' || code === 'EPERM'
          ? 'this account may not read it'
          : code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
            ? 'it is not UTF-8 text'
            : message;
    throw invalid(
      `The settings file ${file} cannot be read: ${why}.`,
      'Make it readable, or name another one with OFFPRINT_CONFIG.',
    );
  }
}

/**
 * What the environment and the settings file say. Nothing is checked against the table yet.
 * @throws Failure `Invalid` for a file that cannot be read, or that has a line that is no setting.
 */
export function readGiven(env: Environment = process.env): Given {
  const file = settingsFile(env);
  // Before the file is read: a change in between shows as one afterwards.
  const stamp = stampOf(file);
  const text = textOf(file);
  const inFile = new Map<string, { text: string; line: number }>();
  const warnings: string[] = [];
  if (text === undefined && env[TABLE.configFile.key]) {
    warnings.push(`There is no file ${file}, which OFFPRINT_CONFIG names.`);
  }
  for (const { number, sets, wrong } of linesOf(text ?? '')) {
    if (wrong)
      throw invalid(`Line ${number} of ${file} is no setting: ${wrong}.`, 'Write KEY=value, or # before a remark.');
    if (!sets) continue;
    const earlier = inFile.get(sets.key);
    if (earlier) {
      warnings.push(`${sets.key} stands twice in ${file}: line ${number} counts, line ${earlier.line} does not.`);
    }
    inFile.set(sets.key, { text: sets.value, line: number });
  }
  for (const { key } of [TABLE.dataDir, TABLE.configFile]) {
    const stands = inFile.get(key);
    if (!stands) continue;
    throw invalid(
      `${key} cannot stand in a settings file (${file}, line ${stands.line}).`,
      'The file is found by it: set it in the environment.',
    );
  }
  return { env, file, isThere: text !== undefined, inFile, warnings, stamp };
}

export interface Origin {
  from: 'default' | 'environment' | 'file';
  file?: string;
  line?: number;
}

/** What was set for a key, and where: the environment goes before the file. An empty text is a text. */
export function givenFor({ key, fallback }: Setting<unknown>, { env, file, inFile }: Given): Origin & { text: string } {
  const set = env[key];
  if (set !== undefined) return { text: set, from: 'environment' };
  const stands = inFile.get(key);
  return stands ? { text: stands.text, from: 'file', file, line: stands.line } : { text: fallback, from: 'default' };
}

/** `set in the environment`, `offprint.env, line 3`. */
export function originWords({ from, file, line }: Origin): string {
  return from === 'file' ? `${file}, line ${line}` : from === 'environment' ? 'set in the environment' : 'default';
}
