import { z } from 'zod';
import type { Paper } from '#catalogue/paper.ts';
import type { Because } from '#floor/because.ts';

const instant = z.string().describe('RFC 3339 instant, or YYYY-MM-DD where no time is known');
const day = z.string().describe('YYYY-MM-DD');

export const AuthorSchema = z.object({ name: z.string(), affiliation: z.string().exactOptional() });

/** What we know of a paper, as programs get it. Absent means that no source says. */
export const PaperSchema: z.ZodType<Paper> = z
  .object({
    id: z.string().describe('Its address below /papers/: arXiv id, else DOI, else p- and a hash of its title'),
    arxivId: z.string().exactOptional(),
    doi: z.string().exactOptional(),
    title: z.string().describe('With formulas as TeX between dollars'),
    abstract: z.string().exactOptional(),
    authors: z.array(AuthorSchema),
    authorCount: z.int().exactOptional().describe('Known even where the names are not'),
    organization: z.object({ name: z.string(), fullname: z.string().exactOptional() }).exactOptional(),
    publishedAt: instant.exactOptional(),
    updatedAt: instant.exactOptional(),
    listedOn: day.exactOptional(),
    day: day.exactOptional().describe('Day of publication, else of listing'),
    categories: z.array(z.string()).describe('Primary one first'),
    comment: z.string().exactOptional(),
    journalRef: z.string().exactOptional(),
    licence: z.string().exactOptional(),
    links: z.array(z.object({ kind: z.enum(['code', 'project', 'pdf', 'other']), url: z.string() })),
    keywords: z.array(z.string()),
    summary: z
      .object({ text: z.string(), by: z.string().exactOptional() })
      .exactOptional()
      .describe('A sentence that a model wrote'),
    versions: z.array(z.object({ name: z.string(), at: z.string() })),
    upvotes: z.int().exactOptional(),
    comments: z.int().exactOptional(),
    githubStars: z.int().exactOptional(),
    citations: z.int().exactOptional(),
    withdrawnOn: day.exactOptional(),
    revision: z.int().describe('The catalogue’s revision at its last change'),
  })
  .describe('A paper, merged from what sources say of it; what no source says is absent');

export const BecauseSchema: z.ZodType<Because> = z
  .object({
    signal: z.enum(['votes', 'comments', 'stars', 'place', 'recency', 'words', 'meaning', 'identity']),
    words: z.string(),
    points: z.number().describe('Its part of the score; parts add up to the score'),
  })
  .describe('One reason for a paper’s place');
