import { afterEach, beforeEach, expect } from 'vitest';
import { askSource } from '#sources/ask/ask.ts';
import { AskFailure } from '#sources/ask/failure.ts';
import type { Answer, AskOptions } from '#sources/ask/options.ts';
import type { Ask } from '#sources/source.ts';
import { startWeb, type Web } from './web.ts';

export interface StandIn {
  web: Web;
  /** Beside the source, and named by nobody: no connection may come. */
  canary: Web;
  /** Asks the source, which is trusted unless told otherwise. */
  asking(ask?: Partial<Ask>, more?: Partial<AskOptions>): Promise<Answer>;
}

/** A source on loopback, another beside it, and a way to ask; fresh for each test of a file. */
export function standIn(): StandIn {
  const one = {
    asking: (ask: Partial<Ask> = {}, more: Partial<AskOptions> = {}) =>
      askSource(
        { url: `${one.web.origin}/page`, ...ask },
        { version: '1.2.3', contact: '', trusted: [one.web.origin], ...more },
      ),
  } as StandIn;
  beforeEach(async () => {
    [one.web, one.canary] = [await startWeb(), await startWeb()];
  });
  afterEach(() => Promise.all([one.web.close(), one.canary.close()]));
  return one;
}

/** How a request failed; it must have. */
export async function failureOf(work: Promise<unknown>): Promise<AskFailure> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AskFailure);
  return error as AskFailure;
}
