import type { ArxivCatalogue } from './arxiv-catalogue.ts';
import type { ArxivPaper } from './arxiv-papers.ts';
import { type Answer, type Asked, json, parametersOf, pathOf } from './asked.ts';
import { type ListFault, Turns } from './turns.ts';

const MOST = 1_000;

/** The venue that all papers here were accepted at. */
export const VENUE = 'ICLR.cc/2026/Conference';

/**
 * OpenReview's API, version 2: `/notes?content.venueid=&limit=&offset=`, and `/notes?id=`. Each value of `content`
 * lies under `value`; a count is told only where it is asked for (`count=true`).
 */
export class OpenReviewApi {
  readonly path = '';
  readonly listFaults = ['duplicate-page', 'out-of-order'];
  readonly #catalogue: ArxivCatalogue;
  readonly #pageSize: number;
  readonly #turns = new Turns();

  constructor(catalogue: ArxivCatalogue, pageSize = MOST) {
    this.#catalogue = catalogue;
    this.#pageSize = pageSize;
  }

  answer(request: Asked, fault?: ListFault): Answer {
    const asked = parametersOf(request);
    if (pathOf(request)[0] !== 'notes') return failed(404, 'NotFoundError', 'The requested path was not found');
    const [offset, limit] = [Number(asked.get('offset') ?? 0), Number(asked.get('limit') ?? MOST)];
    if (!Number.isInteger(offset) || offset < 0) return failed(400, 'ValidationError', 'offset must be a number');
    if (!Number.isInteger(limit) || limit < 0) return failed(400, 'ValidationError', 'limit must be a number');
    const id = asked.get('id') ?? asked.get('forum');
    const [venue, since] = [asked.get('content.venueid'), Number(asked.get('mintcdate') ?? 0)];
    if (id === null && venue === null) return failed(400, 'ValidationError', 'a query needs a selection');
    const papers = this.#catalogue
      .inOrder()
      .map((paper, at) => ({ paper, at }))
      .filter(({ paper }) => (id === null ? venue === VENUE && createdAt(paper) >= since : noteName(paper) === id));
    const size = Math.min(limit, MOST, this.#pageSize);
    const { records } = this.#turns.page(`${venue} ${since} ${size} ${offset}`, fault, (name) => {
      const start = Number(name.split(' ')[3]);
      const next = start + size < papers.length ? `${venue} ${since} ${size} ${start + size}` : undefined;
      return { records: papers.slice(start, start + size), next };
    });
    return json({ notes: records.map(noteOf), ...(asked.get('count') === 'true' && { count: papers.length }) });
  }
}

const failed = (status: number, name: string, message: string) =>
  json({ name, message, status, details: { path: 'notes', requestId: '2026-01-01-0000' } }, status);

/** The name that a paper's note and forum have here: ten letters and digits. */
export const noteName = ({ arxivId }: ArxivPaper) =>
  Buffer.from(arxivId).toString('base64url').replace(/[-_]/g, 'x').slice(-10);

const createdAt = ({ versions }: ArxivPaper) => Date.parse(versions[0]!);

const value = <T>(of: T) => ({ value: of });

function noteOf({ paper, at }: { paper: ArxivPaper; at: number }) {
  const id = noteName(paper);
  const [first, last] = [createdAt(paper), Date.parse(paper.versions.at(-1)!)];
  return {
    id,
    forum: id,
    number: at + 1,
    version: 2,
    domain: VENUE,
    invitations: [`${VENUE}/-/Submission`, `${VENUE}/-/Post_Submission`, `${VENUE}/-/Edit`],
    parentInvitations: `${VENUE}/-/Submission`,
    signatures: [`${VENUE}/Submission${at + 1}/Authors`],
    readers: ['everyone'],
    nonreaders: [],
    writers: [VENUE],
    license: 'CC BY 4.0',
    cdate: first,
    tcdate: first,
    pdate: first,
    odate: first,
    mdate: last,
    tmdate: last,
    content: {
      title: value(paper.title),
      authors: value(paper.authors),
      authorids: value(paper.authors.map((name) => `~${name.replace(/[^\p{L}]+/gu, '_')}1`)),
      keywords: value(paper.categories),
      abstract: value(paper.abstract),
      primary_area: value('other topics in machine learning'),
      venue: value(at % 10 === 0 ? 'ICLR 2026 Oral' : 'ICLR 2026 Poster'),
      venueid: value(VENUE),
      pdf: value(`/pdf/${id}.pdf`),
      paperhash: value(`${paper.authors[0]?.toLowerCase().replace(/\W+/g, '_')}|${id.toLowerCase()}`),
      _bibtex: value(`@inproceedings{\n${id},\ntitle={${paper.title}},\nyear={2026}\n}`),
    },
  };
}
