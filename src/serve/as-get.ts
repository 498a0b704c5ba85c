import type { IncomingMessage } from 'node:http';

/** Protocols of others that take their questions by POST too; they only read. */
const ASKED_BY_POST = /^\/(?:oai|api\/query)(?:[/?]|$)/;
const FORM = /^application\/x-www-form-urlencoded\b/i;
/** Lists of ids are long: 10,000 of them have some 110 kB. */
const MOST_BYTES = 256 * 1024;

/** Whether a request is a question by POST, as the query API of arXiv and OAI-PMH allow. */
export function isAskedByPost({ method, url = '', headers }: IncomingMessage): boolean {
  const type = headers['content-type'];
  return method === 'POST' && ASKED_BY_POST.test(url) && (type === undefined || FORM.test(type));
}

/**
 * Makes a GET of it, its parameters behind those of its address: it is answered, kept and sent again as one. A form that a
 * page elsewhere sends here does nothing that its reader's address bar could not.
 * @returns whether the question was short enough; the request is to be answered 413 where not.
 */
export async function asGet(request: IncomingMessage): Promise<boolean> {
  let [size, body] = [0, ''];
  request.setEncoding('latin1');
  for await (const piece of request) {
    size += (piece as string).length;
    if (size > MOST_BYTES) return false;
    body += piece;
  }
  const { url = '' } = request;
  // What is none of a query's characters is escaped, so that the address stays one.
  const query = body
    .trim()
    .replace(/[^\x21-\x7e]|#/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
  request.method = 'GET';
  request.url = query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`;
  delete request.headers['content-length'];
  delete request.headers['content-type'];
  delete request.headers['transfer-encoding'];
  return true;
}
