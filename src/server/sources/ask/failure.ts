/**
 * What came of a request that brought no page:
 * - `gone` the source does not have it (404, 410);
 * - `refused` it does not give it to us, and asking again soon would not change that (401, 403, 451, other 4xx);
 * - `busy` it asks to be asked later (408, 425, 429, 503);
 * - `broken` no whole answer came: network, time, cut, too large, other statuses. It may pass;
 * - `unsafe` it was not asked, or its redirect not followed: the address is none that we go to.
 */
export type AskFailureKind = 'gone' | 'refused' | 'busy' | 'broken' | 'unsafe';

/** A request that brought no page. The message is a sentence for people and holds no key and nothing of the answer. */
export class AskFailure extends Error {
  override name = 'AskFailure';
  readonly kind: AskFailureKind;
  /** The source is not to be asked before so many milliseconds have gone by, as it says itself; at most a day. */
  readonly restMs: number | undefined;

  /** What was answered, where anything was. */
  readonly status: number | undefined;

  constructor(kind: AskFailureKind, message: string, restMs?: number, status?: number) {
    super(message);
    this.kind = kind;
    this.restMs = restMs;
    this.status = status;
  }
}
