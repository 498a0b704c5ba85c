/** One request that a stand-in got, as it is kept for tests to look at. */
export interface Asked {
  /** When it came: milliseconds since 1970, finer than one. */
  at: number;
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Which connection it came on, counted from 1. */
  connection: number;
  /** What befell it; undefined where it was answered well. */
  fault: string | undefined;
  /** The answer's status; 0 while there is none. */
  status: number;
  /** Bytes of the answer's body that were handed over so far. */
  sent: number;
}

/** What is answered. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: string | Buffer;
}

/** What was asked, read: the address's query, or the form that was posted. */
export function parametersOf({ url, method, body }: Asked): URLSearchParams {
  return method === 'POST' ? new URLSearchParams(body) : new URL(url, 'http://stand-in').searchParams;
}

/** The parts of an asked path, decoded: `/api/papers/2405.1` → `['api', 'papers', '2405.1']`. */
export function pathOf({ url }: Asked): string[] {
  return new URL(url, 'http://stand-in').pathname.split('/').filter(Boolean).map(decodeURIComponent);
}

export const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});
