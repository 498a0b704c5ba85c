import { type Post, testPost } from '#delivery/hooks/post.ts';
import { hookRequest } from '#delivery/hooks/request.ts';
import type { Hook } from '#floor/settings/whole-hooks.ts';
import { VERSION } from '#floor/version.ts';
import { askSource } from '#sources/ask/ask.ts';
import { AskFailure } from '#sources/ask/failure.ts';

/** Who sends, and whether private addresses may be sent to. */
export interface Sending {
  contact: string;
  isPrivate: boolean;
  signal: AbortSignal;
  now: () => Date;
}

/** A chat answers within seconds, and in a few words. */
const WHOLE_MS = 60_000;
const MOST_BYTES = 1_000_000;

/** Telegram says in its answer whether it took the message: https://core.telegram.org/bots/api#making-requests */
function isTaken(body: Uint8Array): boolean {
  try {
    return (JSON.parse(Buffer.from(body).toString()) as { ok?: unknown } | null)?.ok === true;
  } catch {
    return false;
  }
}

/**
 * Sends a post once. Its address, which may be the secret itself, stands in no message.
 * @returns the status, from 200 to 299.
 * @throws AskFailure `unsafe` for an address that is not public where that is not allowed; the others as they come.
 */
export async function sendPost(hook: Hook, post: Post, { contact, isPrivate, signal, now }: Sending): Promise<number> {
  const ask = hookRequest(hook, post, now());
  const { status, body } = await askSource(ask, {
    version: VERSION,
    contact,
    signal,
    trusted: isPrivate ? [new URL(ask.url).origin] : [],
    secret: ['authorization'],
    secretPath: true,
    anySuccess: true,
    wholeMs: WHOLE_MS,
    mostBytes: MOST_BYTES,
  });
  if (hook.target.kind === 'telegram' && !isTaken(body))
    throw new AskFailure('refused', `${new URL(ask.url).origin} did not take the message.`, undefined, status);
  return status;
}

/** Sends a message that tries the way. @param id another one for each test, lest it be taken for a repeat. */
export function sendTest(hook: Hook, origin: string, id: string, sending: Sending): Promise<number> {
  return sendPost(hook, testPost({ id, hook: hook.name, origin, path: hook.list }), sending);
}
