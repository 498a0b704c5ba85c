import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { addDays } from '#floor/day.ts';
import { REPOSITORY } from '../imports.ts';
import { inventedPaper } from '../papers.ts';

/** One paper as arXiv knows it: what its stand-ins serve. */
export interface ArxivPaper {
  /** Without version: `2503.11677`. */
  arxivId: string;
  title: string;
  abstract: string;
  authors: string[];
  /** Primary one first. */
  categories: string[];
  comment?: string;
  doi?: string;
  journalRef?: string;
  mscClass?: string;
  acmClass?: string;
  licence: string;
  submitter: string;
  /** When each version came, RFC 3339 in UTC; v1 first. */
  versions: string[];
  /** The day it was announced, `YYYY-MM-DD`. */
  listedOn: string;
  /** The day its record was last changed. */
  datestamp: string;
}

/** What a paper is told by; the rest follows from its number. */
type Told = Pick<ArxivPaper, 'arxivId' | 'title' | 'abstract' | 'authors' | 'categories' | 'listedOn'> &
  Partial<ArxivPaper>;

/** 118,620 real papers, CC0; not in the repository. */
export const ARXIV_FILE = join(REPOSITORY, '../shared/data/arxiv-2025-2026.jsonl.gz');

const LICENCES = [
  'http://arxiv.org/licenses/nonexclusive-distrib/1.0/',
  'http://creativecommons.org/licenses/by/4.0/',
  'http://creativecommons.org/licenses/by-nc-sa/4.0/',
  'http://creativecommons.org/publicdomain/zero/1.0/',
];

/**
 * Fills up what the file does not tell: licence, submitter, versions, and for some a DOI, a journal, classes. Every
 * fourth paper was replaced three days after its announcement, so its record bears that day.
 */
export function arxivPaper(number: number, told: Told): ArxivPaper {
  const { listedOn } = told;
  const isReplaced = number % 4 === 3;
  const clock = `T${String(number % 24).padStart(2, '0')}:${String((number * 7) % 60).padStart(2, '0')}:18Z`;
  const datestamp = isReplaced ? addDays(listedOn, 3) : listedOn;
  return {
    licence: LICENCES[number % LICENCES.length]!,
    submitter: told.authors[0] ?? 'Anonymous',
    versions: [addDays(listedOn, -1) + clock, ...(isReplaced ? [addDays(listedOn, 2) + clock] : [])],
    datestamp,
    ...(number % 9 === 4 && {
      doi: `10.5555/stand-in.${told.arxivId}`,
      journalRef: `J. Stand-ins ${number % 40} (2026)`,
    }),
    ...(number % 11 === 5 && { mscClass: '68T50, 60J10', acmClass: 'I.2.7' }),
    ...(number % 13 === 6 && { acmClass: 'F.2.2' }),
    ...told,
  };
}

/** The first papers of the real file. @throws Error where the file is missing: see {@link ARXIV_FILE}. */
export async function realPapers(count: number): Promise<ArxivPaper[]> {
  const papers: ArxivPaper[] = [];
  const file = createReadStream(ARXIV_FILE);
  for await (const line of createInterface({ input: file.pipe(createGunzip()) })) {
    if (papers.length >= count) break;
    const { arxivId, title, abstract, authors, categories, listedOn, comment } = JSON.parse(line) as Told;
    const told = { arxivId, title, abstract, authors, categories, listedOn, ...(comment && { comment }) };
    papers.push(arxivPaper(papers.length, told));
  }
  file.destroy();
  return papers;
}

const CATEGORIES = [['cs.CL'], ['cs.LG', 'stat.ML'], ['cs.CV', 'cs.LG', 'eess.IV'], ['math.CO'], ['hep-th', 'math.QA']];
const FIRST_DAY = '2026-01-05';
const PER_DAY = 40;
const PER_MONTH = 90_000;

/** Papers that nobody wrote, in the shape of the real ones; weekdays only, 40 a day over 100 days, then again. */
export function inventedPapers(count: number): ArxivPaper[] {
  return Array.from({ length: count }, (_, number) => {
    const { title, abstract = '', authors } = inventedPaper(number);
    const month = String(1 + Math.floor(number / PER_MONTH)).padStart(2, '0');
    const day = Math.floor(number / PER_DAY) % 100;
    return arxivPaper(number, {
      arxivId: `26${month}.${10_000 + (number % PER_MONTH)}`,
      title,
      abstract: `${abstract} With 5 < 7 & “marks” of the Gödel café.`,
      authors: [...authors, 'José Ángel Müller Jr.'],
      categories: CATEGORIES[number % CATEGORIES.length]!,
      listedOn: addDays(FIRST_DAY, Math.floor(day / 5) * 7 + (day % 5)),
    });
  });
}

/** Real papers where the file lies beside the repository, else invented ones. */
export async function arxivPapers(count: number): Promise<ArxivPaper[]> {
  return existsSync(ARXIV_FILE) ? realPapers(count) : inventedPapers(count);
}
