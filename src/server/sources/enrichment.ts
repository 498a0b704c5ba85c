import type { Schedule } from '#floor/schedule.ts';
import { said } from './record.ts';
import type { Sighting } from './sighting.ts';
import type { Ask, Chosen, Moment, Place, RecordReading } from './source.ts';

/** What an enrichment is told of a paper that the catalogue has. */
export interface KnownPaper {
  id: string;
  title: string;
  arxivId?: string;
  doi?: string;
  /** Address of its repository. */
  code?: string;
}

/**
 * A place that counts something about papers that we have: citations, stars. It is asked for many papers at once and
 * yields no new ones. Like a source it is pure: `ask` and `parse` alone; who asks, and for which papers, is in `jobs/`.
 * Each needs a key of the reader's own, and is on where there is one.
 */
export interface Enrichment extends Place {
  /** Help for the setting of its key. */
  key: string;
  /** The header or the parameter of its asks that holds the key: its value is for no log and no message. */
  secret: string;
  /** How often a paper's count is worth another question. */
  schedule: Schedule;
  /** The most papers in one request. */
  batch: number;
  /** Whether it can say anything about a paper. */
  wants(paper: KnownPaper): boolean;
  /**
   * One request for papers that it wants, at most `batch`. It carries the key, so it is kept in no table.
   */
  ask(papers: KnownPaper[], chosen: Pick<Chosen, 'addresses' | 'key'>): Ask;
  /**
   * Reads the answer for the papers that were asked for, in their order. A paper that the place does not know has no
   * reading. What is rejected need not be kept: the next round asks for it again.
   * @throws BrokenPage as `Stream.parse`.
   */
  parse(body: Uint8Array, papers: KnownPaper[], moment: Moment): RecordReading[];
}

/** Whether a paper has a name that any place knows it by. By its title alone a count would find no way back to it. */
export const isNamed = (paper: KnownPaper) => paper.arxivId !== undefined || paper.doi !== undefined;

/**
 * The sighting of a count. It says the paper's arXiv id, else its DOI, so that it merges by name; not both, since that
 * they are one work is not for this place to say. The title is ours.
 */
export function countSighting(
  paper: KnownPaper,
  counted: Pick<Sighting, 'source' | 'sourceKey' | 'url' | 'citations' | 'githubStars'>,
  { now }: Moment,
): Sighting {
  return said<Sighting>({
    ...(counted as Sighting),
    seenAt: now.toISOString(),
    arxivId: paper.arxivId,
    doi: paper.arxivId === undefined ? paper.doi : undefined,
    title: paper.title,
  });
}
