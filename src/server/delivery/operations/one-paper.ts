import { z } from 'zod';
import { findPaper, sightingsOf } from '#catalogue/find.ts';
import type { Paper } from '#catalogue/paper.ts';
import type { Db } from '#db/schema.ts';
import { notFound } from '#floor/failure.ts';
import { bibtexOf } from '../bibtex.ts';
import { requireId } from '../daily-papers/paper.ts';
import { markdownOf } from '../markdown.ts';
import { safeUrl } from '../text/links-in.ts';
import { idField } from './fields.ts';
import type { Operation } from './operation.ts';
import { PaperSchema } from './paper-schema.ts';

/** @throws Failure `Invalid` for what is no id, `NotFound` for a paper that is not here. */
async function requirePaper(db: Db, text: string): Promise<Paper> {
  const paper = await findPaper(db, await requireId(db, text));
  if (paper) return paper;
  // It merged into another between two statements; asked again, its id leads there.
  throw notFound('This paper has just merged into another.', 'Ask again.');
}

const input = z.object({ id: idField });
const example = { id: '2501.00001' };
const ofPaper = { access: 'anyone', asksIndex: false, mayMiss: true, input, example } as const;
const id = z.string().describe('The id it has here');

const paperOutput = z.object({ paper: PaperSchema });

/** Answers `GET /api/papers/{id}/whole`. @throws Failure as {@link requirePaper}. */
export const paper: Operation<typeof input, typeof paperOutput> = {
  ...ofPaper,
  name: 'paper',
  path: '/api/papers/{id}/whole',
  summary: 'Look up one paper with everything that is known of it',
  output: paperOutput,
  run: async ({ db }, asked) => ({ paper: await requirePaper(db, asked.id) }),
};

const markdownOutput = z.object({ id, markdown: z.string().describe('Formulas are TeX between dollars') });

/** Answers `GET /api/papers/{id}/markdown`. @throws Failure as {@link requirePaper}. */
export const markdown: Operation<typeof input, typeof markdownOutput> = {
  ...ofPaper,
  name: 'markdown',
  path: '/api/papers/{id}/markdown',
  summary: 'Read one paper’s facts, summary and abstract as Markdown',
  output: markdownOutput,
  async run({ db }, asked) {
    const found = await requirePaper(db, asked.id);
    return { id: found.id, markdown: markdownOf(found, await sightingsOf(db, found.id)) };
  },
};

const bibtexOutput = z.object({ id, bibtex: z.string().describe('One entry') });

/** Answers `GET /api/papers/{id}/bibtex`. @throws Failure as {@link requirePaper}. */
export const bibtex: Operation<typeof input, typeof bibtexOutput> = {
  ...ofPaper,
  name: 'bibtex',
  path: '/api/papers/{id}/bibtex',
  summary: 'Cite one paper: its BibTeX entry',
  output: bibtexOutput,
  async run({ db }, asked) {
    const found = await requirePaper(db, asked.id);
    return { id: found.id, bibtex: bibtexOf(found) };
  },
};

const sightingsOutput = z.object({
  id,
  sightings: z.array(
    z.object({
      source: z.string(),
      sourceKey: z.string().describe('The source’s own name for it'),
      url: z.string().exactOptional().describe('Where a person can see it at the source'),
      firstSeenAt: z.string(),
      lastSeenAt: z.string(),
    }),
  ),
});

/** Answers `GET /api/papers/{id}/sightings`. @throws Failure as {@link requirePaper}. */
export const sightings: Operation<typeof input, typeof sightingsOutput> = {
  ...ofPaper,
  name: 'sightings',
  path: '/api/papers/{id}/sightings',
  summary: 'See which sources showed one paper, and when',
  output: sightingsOutput,
  async run({ db }, asked) {
    const found = await requireId(db, asked.id);
    const records = await sightingsOf(db, found);
    return {
      id: found,
      sightings: records.map(({ source, sourceKey, firstSeenAt, lastSeenAt, sighting }) => {
        const url = sighting.url === undefined ? undefined : safeUrl(sighting.url);
        return { source, sourceKey, ...(url && { url }), firstSeenAt, lastSeenAt };
      }),
    };
  },
};
