import { Failure, type FailureKind, statusOf, wordsOf } from '#floor/failure.ts';

/** RFC 9457. */
export const PROBLEM_TYPE = 'application/problem+json';

/** What each kind of failure is called, and the last part of the address that explains it. */
export const PROBLEMS: Record<FailureKind, { name: string; title: string; status: number; about: string }> = {
  Invalid: {
    name: 'invalid',
    title: 'A parameter cannot be',
    status: 400,
    about: 'detail names the parameter and says what it takes.',
  },
  Unauthorized: {
    name: 'unauthorized',
    title: 'For the administrator',
    status: 401,
    about: 'Send the administrator’s key: “Authorization: Bearer KEY”.',
  },
  Forbidden: {
    name: 'forbidden',
    title: 'Not for this caller',
    status: 403,
    about: 'The caller may not ask for this, or asks from an address that is not allowed.',
  },
  NotFound: {
    name: 'not-found',
    title: 'Not in this catalogue',
    status: 404,
    about: 'The paper, or the address, is not here.',
  },
  Conflict: {
    name: 'conflict',
    title: 'In the way of something else',
    status: 409,
    about: 'What was asked for collides with something that is there.',
  },
  RateLimited: {
    name: 'rate-limited',
    title: 'Too many requests',
    status: 429,
    about: 'Retry-After says in how many seconds to come back; RateLimit on every answer says what is left.',
  },
  SourceUnavailable: {
    name: 'unavailable',
    title: 'Not ready',
    status: 503,
    about: 'The search index is being built, or a source does not answer. Ask again.',
  },
};

/** A failure as programs read it. */
export interface Problem {
  /** Address that explains the kind of problem. */
  type: string;
  title: string;
  status: number;
  /** What happened, in a sentence. */
  detail: string;
  /** What was asked. */
  instance: string;
  /** What to do about it, in a sentence. */
  next?: string;
}

/**
 * @param origin where the API is, such as `http://localhost:3000`.
 * @param instance path and question of the request.
 */
export function problemOf(thrown: unknown, { origin, instance }: { origin: string; instance: string }): Problem {
  const known = thrown instanceof Failure ? PROBLEMS[thrown.kind] : undefined;
  const { message, next } = wordsOf(thrown);
  return {
    type: known ? `${origin}/api#${known.name}` : 'about:blank',
    title: known?.title ?? 'Internal Server Error',
    status: statusOf(thrown),
    detail: message,
    instance: instance.slice(0, 2_000),
    ...(next !== undefined && { next }),
  };
}

/** The problem as an answer. Unknown errors go to the log. */
export function problemAnswer(thrown: unknown, { origin, pathname, search }: URL): Response {
  const problem = problemOf(thrown, { origin, instance: pathname + search });
  if (problem.status === 500) console.error(thrown);
  const headers = {
    'content-type': PROBLEM_TYPE,
    'cache-control': 'no-store',
    ...(problem.status === 401 && { 'www-authenticate': 'Bearer realm="Offprint"' }),
  };
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
