import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { createGunzip } from 'node:zlib';

/** A paper of the catalogue, as far as questions and other engines want it. */
export interface StoredPaper {
  id: string;
  title: string;
  abstract: string | null;
  authors: string[];
  categories: string[];
  day: string | null;
}

/** The first lines of a file of JSON lines, gzipped or not, as a file of its own. @returns how many there were. */
export async function firstLines(file: string, count: number, to: string): Promise<number> {
  const source = createReadStream(file);
  const lines = createInterface({ input: file.endsWith('.gz') ? source.pipe(createGunzip()) : source });
  const out = createWriteStream(to);
  let written = 0;
  for await (const line of lines) {
    if (written >= count) break;
    if (!out.write(`${line}\n`)) await new Promise<void>((resolve) => out.once('drain', resolve));
    written += 1;
  }
  source.destroy();
  await new Promise<void>((resolve) => out.end(resolve));
  return written;
}

/** The papers of a data folder, in order of their ids. @param limit from the first on. */
export function storedPapers(data: string, limit = -1): StoredPaper[] {
  const db = new DatabaseSync(join(data, 'offprint.sqlite'), { readOnly: true });
  try {
    const rows = db.prepare('SELECT id, title, abstract, authors, categories, day FROM papers ORDER BY id LIMIT ?');
    return rows.all(limit).map((row) => ({
      id: String(row.id),
      title: String(row.title),
      abstract: row.abstract === null ? null : String(row.abstract),
      authors: (JSON.parse(String(row.authors)) as { name: string }[]).map(({ name }) => name),
      categories: JSON.parse(String(row.categories)) as string[],
      day: row.day === null ? null : String(row.day),
    }));
  } finally {
    db.close();
  }
}

/** Bytes of all files below a folder. */
export async function bytesBelow(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return sum;
}

/**
 * Writes a file of papers that nobody has: texts of real ones under new ids, with a word in every title that nothing
 * else has, so that none is taken for another version of the real one.
 */
export async function writeNewPapers(papers: StoredPaper[], { word, from, to }: NewPapers): Promise<void> {
  const lines = papers.map((paper, i) => {
    const number = String(from + i).padStart(5, '0');
    const { abstract, categories } = paper;
    const title = `${word} ${paper.title.split(' ').reverse().join(' ')} ${number}`;
    const authors = [`Bench Author${number}`];
    return JSON.stringify({ arxivId: `2611.${number}`, title, abstract, authors, categories, listedOn: '2026-11-24' });
  });
  await writeFile(to, `${lines.join('\n')}\n`);
}

export interface NewPapers {
  word: string;
  /** The first paper's number: arXiv ids of one month count to 99,999. */
  from: number;
  to: string;
}
