import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLines } from '../json-lines/lines.ts';
import type { Source, Stream } from '../source.ts';
import { type FolderCursor, readFolder } from './read.ts';

const MINUTE_MS = 60_000;

/** The path that a word spells: one from the root, or `file://…`, in which a space is `%20`; undefined for the rest. */
function folderPath(word: string): string | undefined {
  if (word.length > 500 || word.includes('\0')) return undefined;
  if (!/^file:/i.test(word)) return isAbsolute(word) ? word : undefined;
  try {
    return fileURLToPath(word);
  } catch {
    return undefined;
  }
}

const watched = (folder: string): Stream<FolderCursor> => ({
  name: folder,
  schedule: { everyMs: MINUTE_MS },
  next: () => undefined,
  read: (cursor, moment, signal) => readFolder(folder, cursor, moment, { signal }),
  parse: (body, _ask, cursor, { now }) => ({
    readings: readLines(body, folder, now),
    cursor: cursor ?? { files: [] },
  }),
});

/** Folders on this machine: what is put there is read once it is still, and stays. */
export const folder: Source = {
  name: 'folder',
  title: 'Folder',
  home: 'https://jsonlines.org',
  licence: 'each file’s own, kept with each paper where its record names it',
  help: 'Watched folders: files as “offprint import” takes them, of any size; what is put there comes in by itself.',
  courtesy: { gate: 'folder', everyMs: 0 },
  addresses: {},
  choice: {
    help: 'Paths of folders; one with a space in it as file:///…%20….',
    example: '/srv/papers file:///srv/more%20papers',
    parse(word) {
      const value = folderPath(word);
      return value ? { value } : { allowed: 'the whole path of a folder, such as /srv/papers, or file:///srv/papers' };
    },
  },
  streams: ({ values }) => [...new Set(values)].map(watched),
};
