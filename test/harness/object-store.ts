import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { freePort } from './port.ts';

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;

interface Stored {
  bytes: Buffer;
  at: Date;
}

interface Answer {
  status: number;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

const MISSING: Answer = { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };

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

  async answer(request: IncomingMessage): Promise<Answer> {
    this.requests++;
    const url = new URL(request.url ?? '/', 'http://store');
    const [, bucket = '', ...path] = decodeURIComponent(url.pathname).split('/');
    const key = `${bucket}/${path.join('/')}`;
    const raw = await buffer(request);
    const isChunked = String(request.headers['content-encoding'] ?? '').includes('aws-chunked');
    const body = isChunked ? unchunked(raw) : raw;
    const { method, headers } = request;
    const { searchParams: asked } = url;
    if (method === 'GET' && asked.has('list-type')) return { status: 200, body: this.#list(bucket, asked) };
    if (method === 'POST' && asked.has('delete')) return { status: 200, body: this.#deleteMany(bucket, `${body}`) };
    if (asked.has('uploads') || asked.has('uploadId')) return this.#upload(key, method, asked, body);
    if (method === 'DELETE') {
      this.#objects.delete(key);
      return { status: 204 };
    }
    if (method === 'PUT') {
      const from = headers['x-amz-copy-source'];
      const source = from ? this.#objects.get(decodeURIComponent(String(from)).replace(/^\//, ''))?.bytes : body;
      return source ? this.#put(key, source, headers['if-none-match'] === '*', 'CopyObjectResult') : MISSING;
    }
    const found = this.#objects.get(key);
    return found ? this.#get(found, request) : MISSING;
  }

  /** An upload in parts: it begins, gets its parts, and becomes an object. */
  #upload(key: string, method: string | undefined, asked: URLSearchParams, body: Buffer): Answer {
    const id = asked.get('uploadId') ?? String(this.#uploads.size + 1);
    if (asked.has('uploads')) {
      this.#uploads.set(id, new Map());
      const begun = `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`;
      return { status: 200, body: begun };
    }
    const parts = this.#uploads.get(id);
    if (!parts) return MISSING;
    if (method === 'PUT') {
      parts.set(Number(asked.get('partNumber')), body);
      return { status: 200, headers: { etag: etagOf(body) } };
    }
    const whole = [...parts].sort(([a], [b]) => a - b).map(([, part]) => part);
    return this.#put(key, Buffer.concat(whole), false, 'CompleteMultipartUploadResult');
  }

  #put(key: string, bytes: Buffer, onlyNew: boolean, result: string): Answer {
    if (onlyNew && this.#objects.has(key))
      return { status: 412, body: '<Error><Code>PreconditionFailed</Code></Error>' };
    this.#objects.set(key, { bytes, at: new Date() });
    const etag = etagOf(bytes);
    return { status: 200, body: `<${result}><ETag>${etag}</ETag></${result}>`, headers: { etag } };
  }

  #get({ bytes, at }: Stored, { method, headers }: IncomingMessage): Answer {
    const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
    const start = from ? Number(from) : to ? Math.max(0, bytes.length - Number(to)) : 0;
    const end = from && to ? Math.min(bytes.length, Number(to) + 1) : bytes.length;
    const part = bytes.subarray(start, end);
    return {
      status: headers.range ? 206 : 200,
      ...(method !== 'HEAD' && { body: part }),
      headers: {
        'content-length': String(part.length),
        'last-modified': at.toUTCString(),
        etag: etagOf(bytes),
        ...(headers.range && { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` }),
      },
    };
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
  const server = createServer((request, response) => {
    void store.answer(request).then(({ status, body, headers }) => {
      response.writeHead(status, headers);
      response.end(body);
    });
  });
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
