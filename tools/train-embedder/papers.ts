import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { readPaperFile } from '#sources/file/read.ts';

/** What the training and its measurements read of a paper. */
export interface TrainingPaper {
  id: string;
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  keywords: string[];
}

/** The papers with an abstract of some files, each once: what a later file says of a paper again adds its keywords. */
export async function readPapers(files: readonly string[]): Promise<TrainingPaper[]> {
  const papers = new Map<string, TrainingPaper>();
  for (const file of files) {
    for await (const reading of readPaperFile(createReadStream(file), { name: basename(file), now: new Date(0) })) {
      if ('rejected' in reading || !reading.sighting.abstract) continue;
      const { source, sourceKey, arxivId, title, abstract, authors, categories, keywords } = reading.sighting;
      const id = arxivId ?? `${source}:${sourceKey}`;
      const before = papers.get(id);
      if (before) before.keywords = keywords ?? before.keywords;
      else
        papers.set(id, {
          id,
          title,
          abstract,
          authors: (authors ?? []).map(({ name }) => name),
          categories: categories ?? [],
          keywords: keywords ?? [],
        });
    }
  }
  return [...papers.values()];
}
