import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';

const gzipped = promisify(gzip);

/** Pages kept, counted in bytes of body: some 300 front pages, plain and compressed. */
const CAPACITY_BYTES = 64 * 1024 * 1024;
const LARGEST_BODY_BYTES = 2 * 1024 * 1024;
const LONGEST_ADDRESS = 2_000;
/** Below this, compressing costs more than it saves on the way. */
const SMALLEST_PACKED_BYTES = 1_000;
/** Level 6 takes 4 ms for a front page of 150 kB; 9 takes twice that for one per cent. */
const GZIP_LEVEL = 6;
/**
 * Level 3 for answers to questions, which are seldom asked twice: 0.4 ms in place of 0.8 for the 74 kB of a search
 * page, which becomes 9 per cent larger. At once: to hand it to another thread takes 1.4 ms of this one under load.
 */
const QUESTION_LEVEL = 3;
const IS_QUESTION = /[?&]q=/;
/** Cookies that change what a page looks like; no other reaches the key. */
const COOKIES_THAT_COUNT = /^(theme|density)=[\w-]{1,32}$/;
const COMPRESSIBLE = /^(text\/|application\/(json|xml)|application\/.*\+(json|xml)|image\/svg)/;

/** A rendered page, as it is sent again and again. */
export interface Kept {
  revision: number;
  headers: [string, string][];
  etag: string;
  /** When this server first made it as it is, in whole seconds since 1970. */
  madeAt: number;
  /** Whether that second tells it apart from what was there before: what HTTP calls its last modification. */
  isDated: boolean;
  plain: Uint8Array<ArrayBuffer>;
  packed: Uint8Array<ArrayBuffer> | undefined;
}

/** What a request asks, whichever server brings it. */
export interface Asked {
  method: string;
  /** Whole address, with scheme and host: pages name themselves in it. */
  url: string;
  header(name: string): string | undefined;
}

/** What to send for a kept page. */
export interface Answer {
  status: 200 | 304;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer> | undefined;
}

function keyOf(asked: Asked): string {
  const accept = asked.header('accept') ?? '';
  // Who takes both gets HTML.
  const kind = accept.includes('text/html') ? 'html' : accept.includes('text/markdown') ? 'markdown' : 'any';
  const cookies = (asked.header('cookie') ?? '').split(/;\s*/).filter((one) => COOKIES_THAT_COUNT.test(one));
  return [asked.url, kind, ...cookies.sort()].join('\n');
}

/** Whether a request may be answered with what another reader got: it only reads, and does not say who reads. */
function isShared(asked: Asked): boolean {
  const whose = asked.header('authorization') ?? asked.header('range');
  return (
    (asked.method === 'GET' || asked.method === 'HEAD') && whose === undefined && asked.url.length <= LONGEST_ADDRESS
  );
}

function mayBeKept(response: Response): boolean {
  const cacheControl = response.headers.get('cache-control') ?? '';
  return response.status === 200 && !response.headers.has('set-cookie') && !cacheControl.includes('no-store');
}

/**
 * Keeps rendered answers until the catalogue changes. A page is a pure function of its address, the cookies for looks and
 * the catalogue's revision, so the revision is the whole of the invalidation. Also compresses, and answers 304.
 */
export class PageCache {
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  /** The kept page that answers a request, if there is one of this revision. */
  find(asked: Asked, revision: number | undefined): Kept | undefined {
    if (revision === undefined || !isShared(asked)) return undefined;
    const kept = this.#kept.get(keyOf(asked));
    return kept?.revision === revision ? kept : undefined;
  }

  /**
   * @param revision the catalogue's present revision, or undefined when it cannot be known: then nothing is kept.
   * @param render makes the answer; called when nothing fresh is kept.
   */
  async answer(request: Request, revision: number | undefined, render: () => Promise<Response>): Promise<Response> {
    const asked = askedBy(request);
    if (revision === undefined || !isShared(asked)) return render();
    const kept = this.find(asked, revision);
    if (kept) return respond(asked, kept);
    const response = await render();
    if (!mayBeKept(response)) return packedOnce(asked, response);
    const key = keyOf(asked);
    const fresh = await pack(response, {
      revision,
      isQuestion: IS_QUESTION.test(asked.url),
      before: this.#kept.get(key),
    });
    if (fresh.plain.length <= LARGEST_BODY_BYTES) this.#keep(key, fresh);
    return respond(asked, fresh);
  }

  #keep(key: string, kept: Kept): void {
    this.#drop(key);
    this.#kept.set(key, kept);
    this.#bytes += sizeOf(kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= CAPACITY_BYTES) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#kept.delete(key);
    this.#bytes -= sizeOf(kept);
  }
}

const takesGzip = (asked: Asked) => /\bgzip\b/.test(asked.header('accept-encoding') ?? '');

/** An answer that is not kept, such as the data for a page that the browser makes itself: a quarter of it is to be sent. */
async function packedOnce(asked: Asked, response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  const isWorthIt = COMPRESSIBLE.test(headers.get('content-type') ?? '') && !headers.has('content-encoding');
  if (!isWorthIt || !takesGzip(asked) || response.status !== 200) return response;
  const plain = new Uint8Array(await response.arrayBuffer());
  if (plain.length < SMALLEST_PACKED_BYTES) return new Response(plain, { status: response.status, headers });
  headers.delete('content-length');
  headers.set('content-encoding', 'gzip');
  headers.append('vary', 'Accept-Encoding');
  return new Response(await packedBytes(plain, true), { status: response.status, headers });
}

const sizeOf = (kept: Kept) => kept.plain.length + (kept.packed?.length ?? 0);

async function packedBytes(plain: Uint8Array, isQuestion: boolean): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    isQuestion ? gzipSync(plain, { level: QUESTION_LEVEL }) : await gzipped(plain, { level: GZIP_LEVEL }),
  );
}

interface Packing {
  revision: number;
  isQuestion: boolean;
  /** What was kept at the same address. */
  before: Kept | undefined;
}

/** Since when an answer is what it is. Of two answers made in one second the later one has no date. */
function dated(before: Kept | undefined, etag: string): Pick<Kept, 'madeAt' | 'isDated'> {
  if (before?.etag === etag) return { madeAt: before.madeAt, isDated: before.isDated };
  const madeAt = Math.floor(Date.now() / 1000);
  return { madeAt, isDated: before?.madeAt !== madeAt };
}

async function pack(response: Response, { revision, isQuestion, before }: Packing): Promise<Kept> {
  const plain = new Uint8Array(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  const packs =
    plain.length >= SMALLEST_PACKED_BYTES &&
    COMPRESSIBLE.test(headers.get('content-type') ?? '') &&
    !headers.has('content-encoding');
  const packed = packs ? await packedBytes(plain, isQuestion) : undefined;
  headers.delete('content-length');
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
  // What is public is the same for everyone; a page has its reader's looks.
  const isPublic = /\bpublic\b/.test(headers.get('cache-control') ?? '');
  headers.append('vary', isPublic ? 'Accept, Accept-Encoding, Origin' : 'Accept, Accept-Encoding, Cookie, Origin');
  const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  headers.set('etag', etag);
  const { madeAt, isDated } = dated(before, etag);
  if (isPublic && isDated) headers.set('last-modified', new Date(madeAt * 1000).toUTCString());
  return { revision, headers: [...headers], etag, madeAt, isDated: isPublic && isDated, plain, packed };
}

const askedBy = ({ method, url, headers }: Request): Asked => ({
  method,
  url,
  header: (name) => headers.get(name) ?? undefined,
});

/** Whether the asker has what is kept: by its tag, or by its date where no tag is sent (RFC 9110 §13.2.2). */
function has({ etag, madeAt, isDated }: Kept, asked: Asked): boolean {
  const tags = asked.header('if-none-match');
  if (tags !== undefined) return tags.includes(etag);
  const since = Date.parse(asked.header('if-modified-since') ?? '');
  return isDated && since >= madeAt * 1000;
}

/** What to send for a kept page: nothing but a 304 to those who have it, packed to those who can unpack. */
export function answerWith(kept: Kept, asked: Asked): Answer {
  if (has(kept, asked)) {
    return { status: 304, headers: kept.headers.filter(([name]) => name !== 'content-type'), body: undefined };
  }
  const packed = takesGzip(asked) ? kept.packed : undefined;
  const body = packed ?? kept.plain;
  const headers: [string, string][] = [...kept.headers, ['content-length', String(body.length)]];
  if (packed) headers.push(['content-encoding', 'gzip']);
  return { status: 200, headers, body };
}

function respond(asked: Asked, kept: Kept): Response {
  const { status, headers, body } = answerWith(kept, asked);
  return new Response(body ?? null, { status, headers });
}
