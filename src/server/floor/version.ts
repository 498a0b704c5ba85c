import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Offprint's version, as `package.json` says it. */
export const VERSION: string = (() => {
  for (let folder = import.meta.dirname; ; folder = join(folder, '..')) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      if (name === 'offprint') return version;
    } catch {
      // Not here: built pages lie deeper than the sources.
    }
    if (folder === join(folder, '..')) return '0';
  }
})();
