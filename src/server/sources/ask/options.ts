import type { LookupFunction } from 'node:net';
import type { Identity } from './identity.ts';

export interface Answer {
  /** 200, or another from 201 to 299 where `anySuccess` lets it count. */
  status: number;
  /** Unpacked; a text is UTF-8 unless it says itself that it is not. */
  body: Uint8Array;
  /** Where the answer came from in the end, without its question. */
  url: string;
}

export interface AskOptions extends Identity {
  /** Origins that the administrator named, and only they, may be private or at any port. */
  trusted?: readonly string[];
  /** Names of headers and of parts of the question (`api_key`) whose values no message may hold. */
  secret?: readonly string[];
  /** Whether the path of the address is a secret: messages name the origin alone. */
  secretPath?: boolean;
  /**
   * Whether every status from 200 to 299 is a success: where something is delivered and no page is wanted. Of a page
   * they would be faults.
   */
  anySuccess?: boolean;
  /** What is taken of one answer, unpacked; 32 MB. */
  mostBytes?: number;
  /** Milliseconds until there is a connection (10 s), until an answer begins or goes on (60 s), for the whole (5 min). */
  connectMs?: number;
  silenceMs?: number;
  wholeMs?: number;
  /** Between a redirect and the request that follows it, which is one of its own to the source. */
  hopMs?: number;
  /** In place of the system's. */
  lookup?: LookupFunction;
  /** Called when a request has gone out, and once more when it has surely arrived. */
  onRequest?: () => void;
  signal?: AbortSignal;
}
