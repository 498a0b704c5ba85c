import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the optional packages stand in the repository, and what installs them there. */
const FOLDER = 'optional/transformers';
export const INSTALL = `npm ci --prefix ${FOLDER} --ignore-scripts`;

/** The program's own folder, from wherever this code runs: the sources, or what the build made of them. */
function programFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, FOLDER, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`No folder above ${import.meta.dirname} has ${FOLDER}.`);
  }
}

/** Folder of the optional packages, whether or not they are installed. */
export const runtimeFolder = () => join(programFolder(), FOLDER);

export const runtimeIsInstalled = () =>
  existsSync(join(runtimeFolder(), 'node_modules/@huggingface/transformers/package.json'));

/** The file that the computing process runs: a source file also under the built server. */
export const childFile = () => join(programFolder(), 'src/server/search/embed/transformers/child.ts');
