import { type DailyRow, inventedPaper } from './papers.ts';

/** Days whose editions are hard to set: one of oddities, one of a single paper, one of 200. */
export const HARD_DAY = '2026-06-15';
export const FULL_DAY = '2026-06-16';
export const LONELY_DAY = '2026-06-17';
/** A day without papers, and the one day that the sample fills. */
export const EMPTY_DAY = '2026-06-13';
export const SAMPLE_DAY = '2026-06-18';

export const HOSTILE_TITLE = `</title></script><script>document.title='owned'</script><img src=x onerror="document.title='owned'"> & "quotes"`;

const ODDITIES: Partial<DailyRow>[] = [
  {
    title: `${'On the surprisingly far reach of titles that do not end where a reader would expect them to, '.repeat(3)}and on Pneumonoultramicroscopicsilicovolcanoconiosis${'x'.repeat(90)}`,
    upvotes: 12_345,
    numComments: 678,
    githubStars: 98_765,
    githubRepo: 'https://github.com/example/a-repository-with-a-very-long-name-indeed',
    organization: 'The Institute for the Study of Names That Run On Until the End of the Line and Beyond',
  },
  {
    title: 'Eighty people wrote this',
    authors: Array.from({ length: 80 }, (_, at) => `Author Number ${at + 1} van der Longname`),
  },
  {
    title:
      'Bounds of $\\mathcal{O}(n^{3/2}\\log n)$ for $\\ell_{2}$-sketches with $\\sum_{i=1}^{\\infty} \\frac{\\alpha_i}{\\beta_i^{2}}$ terms',
    abstract:
      'We show that $\\|Ax\\|_2 \\le (1+\\varepsilon)\\|x\\|_2$ holds whenever $$\\int_0^1 \\frac{f(t)}{\\sqrt{1-t^2}}\\,dt = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$$ and $\\undefinedmacro{x}$ is left as it is. A lone $ sign costs 5$.',
    keywords: ['sketching', 'norms'],
  },
  { title: 'There is no abstract here', authors: ['Solo Writer'] },
  {
    title: 'תמונה אחת שווה אלף מילים: a title in two directions',
    authors: ['محمد بن موسى الخوارزمي', 'דוד בן גוריון', 'Ada Lovelace', '山田太郎', 'Ибн Сина'],
    abstract: 'هذه خلاصة قصيرة باللغة العربية. It goes on in English, (with brackets), and ends in עברית.',
  },
  {
    title: HOSTILE_TITLE,
    abstract: `${HOSTILE_TITLE} https://example.org/?a=1&b="><b>x`,
    authors: ['<b>Bold</b> "Author"'],
  },
];

/** Rows for `offprint import`: the oddities, a single paper, and a day of 200. */
export function hardPapers(): DailyRow[] {
  const odd = ODDITIES.map((oddity, at) => {
    const row = inventedPaper(5_000 + at, { dailyDate: HARD_DAY, ...oddity });
    if (!oddity.abstract && oddity.title?.startsWith('There is no')) delete row.abstract;
    return row;
  });
  const many = Array.from({ length: 200 }, (_, at) => inventedPaper(6_000 + at, { dailyDate: FULL_DAY }));
  return [...odd, inventedPaper(5_900, { dailyDate: LONELY_DAY }), ...many];
}

export const HARD_PAPER_IDS = ODDITIES.map((_, at) => inventedPaper(5_000 + at).arxivId);
