import { createHash } from 'node:crypto';
import { isDay } from '#floor/day.ts';
import type { DailyRow } from '../papers.ts';
import { type Answer, type Asked, json, parametersOf, pathOf } from './asked.ts';
import { type ListFault, Turns } from './turns.ts';

const PER_PAGE = 50;
const MOST = 100;

/** The Daily Papers API: `/api/daily_papers?date&p&limit`, and `/api/papers/{id}` for one paper. */
export class DailyPapersApi {
  readonly path = '';
  readonly listFaults = ['duplicate-page', 'out-of-order'];
  readonly #rows: DailyRow[];
  readonly #pageSize: number;
  readonly #turns = new Turns();

  /** @param rows which may be changed while they are served. */
  constructor(rows: DailyRow[], pageSize = PER_PAGE) {
    this.#rows = rows;
    this.#pageSize = pageSize;
  }

  answer(request: Asked, fault?: ListFault): Answer {
    const [, resource, ...id] = pathOf(request);
    if (resource === 'papers') return this.#paper(id.join('/'));
    if (resource !== 'daily_papers') return json({ error: 'Sorry, we can’t find the page you are looking for.' }, 404);
    return this.#list(parametersOf(request), fault);
  }

  #list(asked: URLSearchParams, fault: ListFault | undefined): Answer {
    const [page, limit] = [Number(asked.get('p') ?? 0), Number(asked.get('limit') ?? this.#pageSize)];
    const date = asked.get('date');
    if (date !== null && !isDay(date)) return json({ error: '✖ Invalid ISO date\n  → at date' }, 400);
    if (!Number.isInteger(page) || page < 0) return json({ error: '✖ Invalid input\n  → at p' }, 400);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST) {
      return json({ error: `✖ Too big: expected number to be <=${MOST}\n  → at limit` }, 400);
    }
    const day =
      date ??
      this.#rows
        .map(({ dailyDate }) => dailyDate)
        .sort()
        .at(-1);
    const rows = this.#rows.filter(({ dailyDate }) => dailyDate === day);
    const nameOf = (number: number) => `${day} ${limit} ${number}`;
    const { records } = this.#turns.page(nameOf(page), fault, (name) => {
      const number = Number(name.split(' ')[2]);
      const end = (number + 1) * limit;
      return { records: rows.slice(number * limit, end), next: end < rows.length ? nameOf(number + 1) : undefined };
    });
    return json(records.map(itemOf));
  }

  #paper(id: string): Answer {
    const row = this.#rows.find(({ arxivId }) => arxivId === id);
    if (!row) return json({ error: 'Paper not found' }, 404);
    const none = { linkedModels: [], linkedDatasets: [], linkedSpaces: [] };
    return json({ ...paperOf(row), ...none, numTotalModels: 0, numTotalDatasets: 0, numTotalSpaces: 0 });
  }
}

/** A name as the site's database gives them: 24 hexadecimal digits. */
const nameOf = (what: string) => createHash('md5').update(what).digest('hex').slice(0, 24);

/** Nobody submitted these: the readers are made up. */
const submitterOf = ({ arxivId }: DailyRow) => {
  const user = `reader-${Number.parseInt(nameOf(arxivId).slice(0, 2), 16) % 40}`;
  return {
    _id: nameOf(user),
    avatarUrl: `/avatars/${nameOf(user)}.svg`,
    isPro: false,
    fullname: user,
    user,
    type: 'user',
  };
};

/** What an author's entry holds whom a reader says to be. */
const claimOf = (name: string) => ({
  user: {
    _id: nameOf(name),
    avatarUrl: `/avatars/${nameOf(name)}.svg`,
    isPro: false,
    fullname: name,
    user: nameOf(name),
    type: 'user',
    name: nameOf(name),
  },
  status: 'claimed_verified',
  statusLastChangedAt: '2026-01-02T03:04:05.678Z',
});

const organizationOf = (fullname: string) => ({
  _id: nameOf(fullname),
  name: fullname.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
  fullname,
  avatar: 'https://cdn-avatars.example/organization.png',
});

function paperOf(row: DailyRow) {
  const { arxivId, title, abstract, authors, upvotes, projectPage, githubRepo, githubStars, keywords } = row;
  const submitted = row.submittedOnDailyAt ?? `${row.dailyDate}T03:55:12.777Z`;
  return {
    id: arxivId,
    authors: authors.map((name, at) => ({
      _id: nameOf(`${arxivId} ${at}`),
      ...(at === 1 && claimOf(name)),
      name,
      hidden: false,
    })),
    publishedAt: row.publishedAt,
    submittedOnDailyAt: submitted,
    title,
    submittedOnDailyBy: submitterOf(row),
    summary: abstract,
    upvotes,
    discussionId: nameOf(`discussion ${arxivId}`),
    ...(projectPage && { projectPage }),
    ...(githubRepo && { githubRepo, githubRepoAddedBy: 'user' }),
    ...(keywords && {
      ai_summary: `A model says of it: ${title}.`,
      ai_keywords: keywords,
      ai_summary_model: 'made/up',
    }),
    ...(githubStars !== undefined && { githubStars }),
    ...(row.organization && { organization: organizationOf(row.organization) }),
  };
}

function itemOf(row: DailyRow) {
  const { fullname, user, type, isPro, _id, avatarUrl } = submitterOf(row);
  // As on the site: the paper's own moment, moved back by New York's hours.
  const moved = new Date(Date.parse(row.publishedAt) - 4 * 3_600_000).toISOString();
  return {
    paper: paperOf(row),
    publishedAt: moved,
    title: row.title,
    summary: row.abstract,
    thumbnail: `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${row.arxivId}.png`,
    numComments: row.numComments,
    submittedBy: {
      _id,
      avatarUrl,
      fullname,
      name: user,
      type,
      isPro,
      isHf: false,
      isHfAdmin: false,
      isMod: false,
      followerCount: 3,
    },
    ...(row.organization && { organization: organizationOf(row.organization) }),
    isAuthorParticipating: false,
  };
}
