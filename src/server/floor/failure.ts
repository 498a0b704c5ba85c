/**
 * The one vocabulary of failure. Rooms throw these; doors turn them into a status and words
 * with {@link statusOf}, and into an exit code with {@link exitCodeOf}.
 * A message says what happened; `next` says what to do about it.
 */
export type FailureKind =
  | 'NotFound'
  | 'Invalid'
  | 'Unauthorized'
  | 'Forbidden'
  | 'Conflict'
  | 'SourceUnavailable'
  | 'RateLimited';

/** Marks a failure whichever copy of this module made it: the built pages carry their own, beside the server's. */
const FAILURE = Symbol.for('offprint.failure');

export class Failure extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && FAILURE in value;
  }

  readonly [FAILURE] = true;
  readonly kind: FailureKind;
  readonly next: string | undefined;

  constructor(kind: FailureKind, message: string, next?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = kind;
    this.kind = kind;
    this.next = next;
  }
}

export const notFound = (message: string, next?: string) => new Failure('NotFound', message, next);
export const invalid = (message: string, next?: string) => new Failure('Invalid', message, next);
export const conflict = (message: string, next?: string) => new Failure('Conflict', message, next);

const STATUS: Record<FailureKind, number> = {
  NotFound: 404,
  Invalid: 400,
  Unauthorized: 401,
  Forbidden: 403,
  Conflict: 409,
  SourceUnavailable: 503,
  RateLimited: 429,
};

/** HTTP status for anything thrown; 500 for what is not a {@link Failure}. */
export function statusOf(thrown: unknown): number {
  return thrown instanceof Failure ? STATUS[thrown.kind] : 500;
}

/** The sentence a reader may see for anything thrown. Unknown errors keep their message to the log. */
export function wordsOf(thrown: unknown): { message: string; next?: string } {
  if (!(thrown instanceof Failure)) return { message: 'Something went wrong on this side.' };
  return thrown.next ? { message: thrown.message, next: thrown.next } : { message: thrown.message };
}
