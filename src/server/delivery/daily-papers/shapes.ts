import { createHash } from 'node:crypto';
import { linkOf, type Paper } from '#catalogue/paper.ts';

/**
 * The wire shapes of the Daily Papers API, as its clients read them. Field names are the API's own, snake case among
 * camel case included. Where clients disagree on a name, both are sent.
 */

export interface UserOverview {
  _id: string;
  avatarUrl: string;
  fullname: string;
  name: string;
  user: string;
  type: 'user';
  isPro: boolean;
  isHf: boolean;
  isHfAdmin: boolean;
  isMod: boolean;
  followerCount: number;
  isUserFollowing: boolean;
}

/** Fields that clients look for at the outer level or inside `paper`; sent at both. */
interface SharedFields {
  title: string;
  summary: string;
  ai_summary?: string;
  ai_summary_model?: string;
  ai_keywords?: string[];
  projectPage?: string;
  githubRepo?: string;
  githubStars?: number;
  organization?: { _id: string; name: string; fullname: string; avatar: string; avatarUrl: string };
}

export interface ApiPaper extends SharedFields {
  id: string;
  authors: { _id: string; name: string; hidden: boolean }[];
  publishedAt: string;
  upvotes: number;
  discussionId: string;
  /** Where the authors or the source took it back. */
  withdrawnAt?: string;
  submittedOnDailyAt?: string;
  submittedOnDailyBy?: UserOverview;
}

export interface DailyPaperItem extends SharedFields {
  paper: ApiPaper;
  publishedAt: string;
  thumbnail: string;
  numComments: number;
  submittedBy: UserOverview;
  isAuthorParticipating: boolean;
}

/** The picture of a paper: this installation's own, as papers have none. */
export const thumbnailOf = (origin: string) => `${origin}/favicon.svg`;

/** 24 hexadecimal digits like an ObjectId, the same for the same text. */
function objectId(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

/** Clients accept an instant with `Z` alone; a day becomes its midnight in UTC. */
function apiInstant(date: string): string {
  return date.length === 10 ? `${date}T00:00:00.000Z` : date;
}

/** Required by clients even where no source knows it; 1970 cannot be taken for a real date. */
const UNKNOWN_INSTANT = '1970-01-01T00:00:00.000Z';

/** Handle of this installation, which put every paper on the page until readers do. */
export const SUBMITTER = 'offprint';

function submitter(origin: string): UserOverview {
  return {
    _id: objectId(`reader ${SUBMITTER}`),
    avatarUrl: `${origin}/favicon.svg`,
    fullname: 'Offprint',
    name: SUBMITTER,
    user: SUBMITTER,
    type: 'user',
    isPro: false,
    isHf: false,
    isHfAdmin: false,
    isMod: false,
    followerCount: 0,
    isUserFollowing: false,
  };
}

function sharedFields(paper: Paper, origin: string): SharedFields {
  const projectPage = linkOf(paper, 'project');
  const githubRepo = linkOf(paper, 'code');
  const { organization } = paper;
  return {
    title: paper.title,
    summary: paper.abstract ?? '',
    ...(paper.summary && { ai_summary: paper.summary.text }),
    ...(paper.summary?.by && { ai_summary_model: paper.summary.by }),
    ...(paper.keywords.length > 0 && { ai_keywords: paper.keywords }),
    ...(projectPage && { projectPage }),
    ...(githubRepo && { githubRepo }),
    ...(githubRepo && paper.githubStars !== undefined && { githubStars: paper.githubStars }),
    ...(organization && {
      organization: {
        _id: objectId(`organization ${organization.name}`),
        name: organization.name,
        fullname: organization.fullname ?? organization.name,
        avatar: `${origin}/favicon.svg`,
        avatarUrl: `${origin}/favicon.svg`,
      },
    }),
  };
}

/**
 * One paper in the API's shape.
 * @param day `YYYY-MM-DD` it was on the front page; undefined where it never was.
 * @param origin address of this site, such as `http://localhost:3000`.
 */
export function apiPaper(paper: Paper, day: string | undefined, origin: string): ApiPaper {
  const published = paper.publishedAt ?? paper.day ?? day;
  return {
    ...sharedFields(paper, origin),
    id: paper.id,
    authors: paper.authors.map(({ name }, index) => ({
      _id: objectId(`author ${paper.id} ${index} ${name}`),
      name,
      hidden: false,
    })),
    publishedAt: published ? apiInstant(published) : UNKNOWN_INSTANT,
    upvotes: paper.upvotes ?? 0,
    discussionId: objectId(`discussion ${paper.id}`),
    ...(paper.withdrawnOn && { withdrawnAt: apiInstant(paper.withdrawnOn) }),
    ...(day && { submittedOnDailyAt: apiInstant(day), submittedOnDailyBy: submitter(origin) }),
  };
}

/**
 * One entry of a listing. The outer `publishedAt` is the feed's instant, because the official client reports it as the
 * time of submission.
 */
export function dailyPaperItem(paper: Paper, day: string | undefined, origin: string): DailyPaperItem {
  const inner = apiPaper(paper, day, origin);
  return {
    paper: inner,
    ...sharedFields(paper, origin),
    publishedAt: inner.submittedOnDailyAt ?? inner.publishedAt,
    thumbnail: thumbnailOf(origin),
    numComments: paper.comments ?? 0,
    submittedBy: submitter(origin),
    isAuthorParticipating: false,
  };
}
