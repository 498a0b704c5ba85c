import { AskFailure } from '#sources/ask/failure.ts';
import { BrokenPage } from '#sources/source.ts';

/** What went wrong in a way that may pass: the network, the source, the page. Other errors are ours. */
export function isPassing(error: unknown): error is AskFailure | BrokenPage {
  return error instanceof BrokenPage || error instanceof AskFailure;
}
