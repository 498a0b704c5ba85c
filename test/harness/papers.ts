/** A row of a collection of Daily Papers, one of the shapes that `offprint import` reads as JSON lines. */
export interface DailyRow {
  arxivId: string;
  title: string;
  abstract?: string;
  authors: string[];
  dailyDate: string;
  publishedAt: string;
  submittedOnDailyAt?: string;
  observedAt: string;
  upvotes: number;
  numComments: number;
  githubRepo?: string;
  githubStars?: number;
  projectPage?: string;
  organization?: string;
  keywords?: string[];
}

const WORDS =
  'sparse causal graph neural field lattice kernel tensor spectral token policy prior robust latent flow'.split(' ');

/** An invented paper; the same number gives the same paper, other numbers other titles. */
export function inventedPaper(number: number, more: Partial<DailyRow> = {}): DailyRow {
  const word = (step: number) => WORDS[(number * step + Math.floor(number / step)) % WORDS.length];
  const title = `Invented result ${number}: ${word(7)} ${word(3)} ${word(11)} models`;
  return {
    arxivId: `2606.${String(10_000 + number)}`,
    title,
    abstract: `${title}. We study ${word(5)} ${word(2)} methods on ${number} cases and report what was found.`,
    authors: [`Ada ${word(13)} ${number % 17}`, `Bo ${word(9)} ${number % 23}`],
    dailyDate: '2026-06-18',
    publishedAt: '2026-06-17T12:00:00Z',
    observedAt: '2026-06-18T06:00:00Z',
    upvotes: (number * 37) % 90,
    numComments: number % 5,
    ...more,
  };
}

/** Records as a file of JSON lines. */
export const jsonLines = (records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');
