import { gzipSync } from 'node:zlib';
import type { Answer } from './asked.ts';
import { type Exchange, instead, type WireFault } from './wire-fault.ts';

export { xmlBomb } from './bombs.ts';
export { duplicatePage, expiredToken, outOfOrder, tokenLoop } from './turns.ts';

/**
 * Refuses: 429, 503, or any other status.
 * @param retryAfter seconds, or a moment that is told as an HTTP date, or text that is told as it is; without it the
 *   answer has no `Retry-After`.
 */
export const refused = (status: number, retryAfter?: number | Date | string): WireFault =>
  instead(`refused ${status}`, () => ({
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...(retryAfter !== undefined && {
        'retry-after': retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter),
      }),
    },
    body: status === 429 ? 'Rate exceeded.' : 'Not now.',
  }));

/** Half of a body, by bytes. */
const half = ({ body }: Answer) => Buffer.from(body).subarray(0, Math.floor(Buffer.byteLength(body) / 2));

/** Sends a head that promises the whole body. */
function head({ status = 200, headers, body }: Answer, { response, asked }: Exchange): void {
  asked.status = status;
  response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers });
  response.flushHeaders();
}

/** Falls silent: before a word is said, after the head, or in the middle of the body. The connection stays open. */
export const hang = (after: 'nothing' | 'head' | 'half' = 'nothing'): WireFault => ({
  name: `hang after ${after}`,
  befall(answer, exchange) {
    if (after !== 'nothing') head(answer, exchange);
    if (after === 'half') write(half(answer), exchange);
  },
});

/** Cuts the connection: before a word is said, after the head, or in the middle of the body. */
export const cut = (after: 'nothing' | 'head' | 'half' = 'half'): WireFault => ({
  name: `cut after ${after}`,
  befall(answer, exchange) {
    const { socket } = exchange.response;
    if (after !== 'nothing') head(answer, exchange);
    if (after === 'half') write(half(answer), exchange);
    socket?.destroySoon();
  },
});

/** Half of the page, sent as if it were whole. */
export const halfPage = instead('half page', (due) => ({ ...due, body: half(due) }));

/** Says UTF-8 in head and body, and sends Latin-1; letters that Latin-1 lacks become question marks. */
export const latin1 = instead('latin-1', (due) => ({
  ...due,
  body: Buffer.from(String(due.body).replace(/[\u0100-\uffff]/g, '?'), 'latin1'),
}));

/** Says another encoding in the head than the body has, which is UTF-8 and says so where it can. */
export const wrongCharset = (charset = 'iso-8859-1'): WireFault =>
  instead(`charset ${charset}`, (due) => ({
    ...due,
    headers: { ...due.headers, 'content-type': `${due.headers?.['content-type']?.split(';')[0]}; charset=${charset}` },
  }));

const ERRORS = {
  text: ['text/plain', 'Rate exceeded.'],
  html: [
    'text/html; charset=utf-8',
    '<!DOCTYPE html><html><head><title>503</title></head><body>Rate exceeded.<br></body>',
  ],
  json: ['application/json', '{"error":"Internal server error","message":"Rate exceeded."}'],
} as const;

/** An error that comes with status 200. */
export const errorBody = (kind: keyof typeof ERRORS): WireFault =>
  instead(`200 with an error in ${kind}`, () => ({
    headers: { 'content-type': ERRORS[kind][0] },
    body: ERRORS[kind][1],
  }));

const MIB = 2 ** 20;

/** A page that goes on after its first half with letters, a gibibyte unless told; `told` in its head, or in chunks. */
export const hugeBody = (length: 'told' | 'in chunks', bytes = 1024 * MIB): WireFault => ({
  name: `huge body ${length}`,
  async befall(answer, exchange) {
    const { response, asked } = exchange;
    asked.status = 200;
    response.writeHead(200, { ...answer.headers, ...(length === 'told' && { 'content-length': String(bytes) }) });
    const letters = Buffer.alloc(MIB / 4, 'a');
    let piece = half(answer).subarray(0, bytes);
    for (let left = bytes; left > 0 && !response.destroyed; left -= piece.length) {
      piece = left === bytes ? piece : letters.subarray(0, left);
      await write(piece, exchange);
    }
    response.end();
  },
});

/** A page of a mebibyte of gzip, which becomes a gibibyte unless told: its first half, and then letters. */
export const gzipBomb = (bytes = 1024 * MIB): WireFault => ({
  name: 'gzip bomb',
  befall(answer, { response, asked }) {
    const member = gzipSync(Buffer.alloc(8 * MIB, 'a'));
    const members = Array.from({ length: Math.ceil(bytes / (8 * MIB)) }, () => member);
    const body = Buffer.concat([gzipSync(half(answer)), ...members]);
    asked.status = 200;
    asked.sent = body.length;
    response.writeHead(200, {
      ...answer.headers,
      'content-encoding': 'gzip',
      'content-length': String(body.length),
    });
    response.end(body);
  },
});

/** Sends the reader elsewhere. */
export const redirect = (to: string, status = 302): WireFault =>
  instead(`redirect to ${to}`, () => ({ status, headers: { location: to }, body: '' }));

/** Where cloud machines keep their secrets: a reader must never ask there. */
export const redirectToMetadata = redirect('http://169.254.169.254/latest/meta-data/');

/** Sends the reader round in a ring of three addresses of this server, which the server keeps up. */
export const redirectLoop = redirect('/round/1');

/** Hands over a piece of a body, and waits until it is taken or the connection is gone. */
function write(piece: Buffer, { response, asked }: Exchange): Promise<void> {
  return new Promise((resolve) => {
    const gone = () => resolve();
    response.once('close', gone);
    response.write(piece, (error) => {
      if (!error) asked.sent += piece.length;
      response.off('close', gone);
      resolve();
    });
  });
}
