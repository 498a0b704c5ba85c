import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { freePort } from './port.ts';

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;

interface Stored {
  bytes: Buffer;
  at: Date;
}

/** What a chunked upload (`aws-chunked`) carries, without the sizes and signatures between the pieces. */
function unchunked(body: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, end), 16);
    if (!size) break;
    pieces.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(pieces);
}

/**
 * An object store in memory that answers what LanceDB asks of S3: objects with ranges, writing only where nothing lies
 * (which its commits rest on), copies, lists, uploads in parts, deleting many. It checks no signature.
 */
class ObjectStore {
  readonly #objects = new Map<string, Stored>();
  readonly #uploads = new Map<string, Map<number, Buffer>>();
  requests = 0;

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests++;
    const url = new URL(request.url ?? '/', 'http://store');
    const [, bucket = '', ...path] = decodeURIComponent(url.pathname).split('/');
    const key = `${bucket}/${path.join('/')}`;
    const raw = await buffer(request);
    const isChunked = String(request.headers['content-encoding'] ?? '').includes('aws-chunked');
    const body = isChunked ? unchunked(raw) : raw;
    const send = (status: number, text = '', headers: Record<string, string> = {}) => {
      response.writeHead(status, headers);
      response.end(text);
    };
    const { method } = request;
    if (method === 'GET' && url.searchParams.has('list-type')) return send(200, this.#list(bucket, url.searchParams));
    if (method === 'POST' && url.searchParams.has('delete'))
      return send(200, this.#deleteMany(bucket, body.toString()));
    if (method === 'POST' && url.searchParams.has('uploads')) {
      const id = String(this.#uploads.size + 1);
      this.#uploads.set(id, new Map());
      return send(200, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    }
    const upload = url.searchParams.get('uploadId');
    if (upload !== null && method === 'PUT') {
      this.#uploads.get(upload)!.set(Number(url.searchParams.get('partNumber')), body);
      return send(200, '', { etag: etagOf(body) });
    }
    if (upload !== null && method === 'POST') {
      const parts = [...this.#uploads.get(upload)!].sort(([a], [b]) => a - b).map(([, part]) => part);
      return this.#put(key, Buffer.concat(parts), request, send, 'CompleteMultipartUploadResult');
    }
    if (method === 'PUT') {
      const from = request.headers['x-amz-copy-source'];
      const source = from ? this.#objects.get(decodeURIComponent(String(from)).replace(/^\//, ''))?.bytes : undefined;
      if (from && !source) return send(404, '<Error><Code>NoSuchKey</Code></Error>');
      return this.#put(key, source ?? body, request, send, 'CopyObjectResult');
    }
    if (method === 'DELETE') {
      this.#objects.delete(key);
      return send(204);
    }
    const found = this.#objects.get(key);
    if (!found) return send(404, '<Error><Code>NoSuchKey</Code></Error>');
    return this.#get(found, request, response);
  }

  #put(
    key: string,
    bytes: Buffer,
    { headers }: IncomingMessage,
    send: (status: number, text?: string, headers?: Record<string, string>) => void,
    result: string,
  ): void {
    if (headers['if-none-match'] === '*' && this.#objects.has(key))
      return send(412, '<Error><Code>PreconditionFailed</Code></Error>');
    this.#objects.set(key, { bytes, at: new Date() });
    send(200, `<${result}><ETag>${etagOf(bytes)}</ETag></${result}>`, { etag: etagOf(bytes) });
  }

  #get({ bytes, at }: Stored, { method, headers }: IncomingMessage, response: ServerResponse): void {
    const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
    const start = from ? Number(from) : to ? Math.max(0, bytes.length - Number(to)) : 0;
    const end = from && to ? Math.min(bytes.length, Number(to) + 1) : bytes.length;
    const part = bytes.subarray(start, end);
    response.writeHead(headers.range ? 206 : 200, {
      'content-length': String(part.length),
      'last-modified': at.toUTCString(),
      etag: etagOf(bytes),
      ...(headers.range && { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` }),
    });
    response.end(method === 'HEAD' ? undefined : part);
  }

  #list(bucket: string, parameters: URLSearchParams): string {
    const [prefix, delimiter] = [parameters.get('prefix') ?? '', parameters.get('delimiter') ?? ''];
    const folders = new Set<string>();
    const contents: string[] = [];
    for (const [name, { bytes, at }] of [...this.#objects].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!name.startsWith(`${bucket}/${prefix}`)) continue;
      const key = name.slice(bucket.length + 1);
      const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      if (cut >= 0) folders.add(key.slice(0, cut + 1));
      else
        contents.push(
          `<Contents><Key>${xml(key)}</Key><Size>${bytes.length}</Size><ETag>${xml(etagOf(bytes))}</ETag>` +
            `<LastModified>${at.toISOString()}</LastModified></Contents>`,
        );
    }
    const prefixes = [...folders].map((one) => `<CommonPrefixes><Prefix>${xml(one)}</Prefix></CommonPrefixes>`);
    return `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}${prefixes.join('')}</ListBucketResult>`;
  }

  #deleteMany(bucket: string, body: string): string {
    const deleted = [...body.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key!);
    for (const key of deleted) this.#objects.delete(`${bucket}/${key}`);
    return `<DeleteResult>${deleted.map((key) => `<Deleted><Key>${key}</Key></Deleted>`).join('')}</DeleteResult>`;
  }
}

/** Starts an object store on loopback. @returns the environment by which LanceDB finds it, and how to end it. */
export async function startObjectStore() {
  const store = new ObjectStore();
  const server = createServer((request, response) => void store.answer(request, response));
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    store,
    environment: {
      AWS_ENDPOINT: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'reader',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-central-1',
      AWS_ALLOW_HTTP: 'true',
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
