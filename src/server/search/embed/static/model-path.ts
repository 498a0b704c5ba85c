import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const NAME = 'model.bin';
const FROM_ROOT = join('src/server/search/embed/static', NAME);

/**
 * Where the model of this repository lies: beside this file; or, where this file was bundled, below one of the folders
 * above it or above the current one. The first of these places where there is none.
 */
export function modelPath(): string {
  const beside = join(import.meta.dirname, NAME);
  if (existsSync(beside)) return beside;
  for (const start of [import.meta.dirname, process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      const path = join(folder, FROM_ROOT);
      if (existsSync(path)) return path;
      if (dirname(folder) === folder) break;
    }
  }
  return beside;
}
