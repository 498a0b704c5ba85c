import { field, flag, type Json, number, object, objects, text, texts, WrongAnswer, zulu } from './foreign.ts';

/**
 * What the Python package `huggingface_hub` (0.26 to 2.0) does with papers, after its documented and observed behaviour: the
 * methods of `HfApi`, the errors by status, and how `PaperInfo` gathers its fields from two levels.
 */

export class HfHubHttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
export class BadRequestError extends HfHubHttpError {}

export interface PaperInfo {
  id: string;
  authors: { name: string; hidden: boolean | undefined; id: string | undefined }[] | undefined;
  publishedAt: Date | undefined;
  title: string | undefined;
  summary: string | undefined;
  upvotes: number | undefined;
  discussionId: string | undefined;
  source: unknown;
  comments: number | undefined;
  submittedAt: Date | undefined;
  submittedBy: { username: string; fullname: string; avatarUrl: string } | undefined;
  aiSummary: string | undefined;
  aiKeywords: string[] | undefined;
  projectPage: string | undefined;
  githubRepo: string | undefined;
  githubStars: number | undefined;
  organization: { name: string; fullname: string; avatarUrl: string } | undefined;
  linkedModels: string[] | undefined;
  linkedDatasets: string[] | undefined;
  linkedSpaces: string[] | undefined;
}

const dateOf = (value: unknown): Date | undefined => {
  if (value === undefined || value === null) return undefined;
  if (!zulu(value)) throw new WrongAnswer(`Cannot parse '${value}' as a datetime.`);
  return new Date(value);
};

/** A field that may be absent, and is taken out so that the next who looks does not find it. */
function taken<T>(from: Json, name: string, is: (value: unknown) => value is T): T | undefined {
  const value = from[name];
  delete from[name];
  if (value === undefined || value === null) return undefined;
  return field({ [name]: value }, name, is);
}

export function paperInfoOf(json: Json): PaperInfo {
  const outer = { ...json };
  const inner = { ...taken(outer, 'paper', object) };
  const innerFirst = <T>(name: string, is: (value: unknown) => value is T) =>
    taken(inner, name, is) ?? taken(outer, name, is);
  const linked = (name: string) => taken(outer, name, objects)?.map((one) => field(one, 'id', text));
  const id = taken(outer, 'id', text) ?? taken(inner, 'id', text);
  if (!id) throw new WrongAnswer('id is missing');
  const publishedAt = dateOf(innerFirst('publishedAt', text));
  const submittedAt = taken(outer, 'publishedAt', text) ?? taken(outer, 'submittedOnDailyAt', text);
  const user = taken(outer, 'submittedBy', object) ?? taken(outer, 'submittedOnDailyBy', object);
  const organization = taken(outer, 'organization', object);
  return {
    id,
    authors: innerFirst('authors', objects)?.map((author) => ({
      name: field(author, 'name', text),
      hidden: taken({ ...author }, 'hidden', flag),
      id: taken({ ...author }, '_id', text),
    })),
    publishedAt,
    title: taken(outer, 'title', text),
    summary: innerFirst('summary', text),
    upvotes: innerFirst('upvotes', number),
    discussionId: innerFirst('discussionId', text),
    source: outer.source,
    comments: taken(outer, 'numComments', number),
    submittedAt: dateOf(submittedAt),
    submittedBy: user && {
      username: field(user, 'user', text),
      fullname: field(user, 'fullname', text),
      avatarUrl: field(user, 'avatarUrl', text),
    },
    aiSummary: taken(outer, 'ai_summary', text),
    aiKeywords: taken(outer, 'ai_keywords', texts),
    projectPage: taken(outer, 'projectPage', text),
    githubRepo: taken(outer, 'githubRepo', text),
    githubStars: taken(outer, 'githubStars', number),
    organization: organization && {
      name: field(organization, 'name', text),
      fullname: field(organization, 'fullname', text),
      avatarUrl: field(organization, 'avatarUrl', text),
    },
    linkedModels: linked('linkedModels'),
    linkedDatasets: linked('linkedDatasets'),
    linkedSpaces: linked('linkedSpaces'),
  };
}

export interface DailyOptions {
  date?: string;
  week?: string;
  month?: string;
  submitter?: string;
  sort?: string;
  p?: number;
  limit?: number;
}

/** @param endpoint what `HF_ENDPOINT` is set to. */
export class HfApi {
  readonly #endpoint: string;

  constructor(endpoint: string) {
    this.#endpoint = endpoint;
  }

  async #get(path: string, parameters: Record<string, string | number | undefined> = {}): Promise<Response> {
    const url = new URL(this.#endpoint + path);
    for (const [name, value] of Object.entries(parameters))
      if (value !== undefined) url.searchParams.set(name, `${value}`);
    const answer = await fetch(url, { headers: { 'user-agent': 'unknown/None; hf_hub/2.0.0; python/3.13' } });
    if (answer.ok) return answer;
    const said = answer.headers.get('x-error-message') ?? '';
    const body = await answer.text();
    const Kind = answer.status === 400 ? BadRequestError : HfHubHttpError;
    throw new Kind(answer.status, said || body);
  }

  async #list(path: string, parameters: Record<string, string | number | undefined>): Promise<PaperInfo[]> {
    const body = await (await this.#get(path, parameters)).json();
    if (!objects(body)) throw new WrongAnswer('a list is wanted');
    return body.map(paperInfoOf);
  }

  listDailyPapers({ ...options }: DailyOptions = {}): Promise<PaperInfo[]> {
    return this.#list('/api/daily_papers', options);
  }

  listPapers(q: string, limit?: number): Promise<PaperInfo[]> {
    return this.#list('/api/papers/search', { q, limit });
  }

  async paperInfo(id: string): Promise<PaperInfo> {
    return paperInfoOf((await (await this.#get(`/api/papers/${id}`)).json()) as Json);
  }

  async readPaper(id: string): Promise<string> {
    return (await this.#get(`/papers/${id}.md`)).text();
  }
}
