import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bytesOf, placeModel, tinyModel } from '#test/harness/tiny-model.ts';
import { fetchModel } from './fetch-model.ts';
import { lookAt } from './model-files.ts';

const MODEL = 'someone/tiny';
let folder: string;
let hub: Server;
let files: Record<string, unknown>;
let asked: string[];
/** What befalls requests instead of an answer, by path. */
let faults: Record<string, (response: ServerResponse) => void>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-fetched-'));
  [files, asked, faults] = [tinyModel(), [], {}];
  hub = createServer(({ url = '' }, response) => {
    const path = url.replace(`/${MODEL}/resolve/main/`, '');
    asked.push(path);
    const fault = faults[path];
    if (fault) fault(response);
    else if (path in files) response.end(bytesOf(files[path]));
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(hub, 'listening');
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  hub.closeAllConnections();
  hub.close();
});

const address = () => `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
const fetchIt = (patience = 10_000, signal?: AbortSignal) =>
  fetchModel(MODEL, folder, { hub: address(), patience, signal });
const names = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());

test('fetches what is there, and says so once', async () => {
  const said: string[] = [];
  await fetchModel(MODEL, folder, { hub: address(), say: (line) => said.push(line) });
  expect(lookAt(folder)).toMatchObject({ missing: [], weights: { name: 'model.onnx', subfolder: 'onnx' } });
  for (const [path, content] of Object.entries(files))
    expect(readFileSync(join(folder, path)).equals(bytesOf(content))).toBe(true);
  expect(names()).toHaveLength(Object.keys(files).length);
  expect(said).toEqual([expect.stringContaining(`weights of ${MODEL}`)]);
});

test('goes on where it was interrupted', async () => {
  faults['onnx/model.onnx'] = (response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half', () => response.destroy());
  };
  await expect(fetchIt()).rejects.toMatchObject({ kind: 'SourceUnavailable' });
  expect(names().filter(({ name }) => name.endsWith('.part') || name === 'model.onnx')).toEqual([]);
  [faults, asked] = [{}, []];
  await fetchIt();
  expect(asked.every((path) => path.startsWith('onnx/') || !(path in files))).toBe(true);
  expect(lookAt(folder).missing).toEqual([]);
});

test('asks for nothing but what is missing where the files were placed by hand', async () => {
  placeModel(folder, tinyModel({ 'config.json': undefined, 'modules.json': undefined }));
  await fetchIt();
  expect(asked).toEqual(['config.json']);
});

test.each<[string, Record<string, unknown>, number, RegExp]>([
  ['a name that nobody has', {}, 404, /has no config\.json under that name/],
  ['a model that not everyone may have', {}, 401, /gives it to some people only/],
  ['a server in trouble', {}, 500, /answered 500/],
])('%s', async (_, published, status, message) => {
  files = published;
  faults['config.json'] = (response) => response.writeHead(status).end();
  await expect(fetchIt()).rejects.toMatchObject({
    kind: 'SourceUnavailable',
    message: expect.stringMatching(message),
    next: expect.stringMatching(/Place config\.json, tokenizer\.json, .* in .*offprint-fetched-/),
  });
});

test('a model without weights in ONNX’s format', async () => {
  files = tinyModel({ 'onnx/model.onnx': undefined });
  delete files['onnx/model.onnx'];
  await expect(fetchIt()).rejects.toMatchObject({
    message: expect.stringContaining('without weights in ONNX’s format'),
  });
});

test('nobody at the address, or nobody who answers', async () => {
  faults['config.json'] = () => {};
  await expect(fetchIt(100)).rejects.toMatchObject({ message: expect.stringContaining('no answer in time') });
  const gone = address();
  hub.closeAllConnections();
  hub.close();
  await expect(fetchModel(MODEL, folder, { hub: gone })).rejects.toMatchObject({
    message: expect.stringContaining('out of reach (ECONNREFUSED)'),
  });
});

test('an end on request', async () => {
  const stop = new AbortController();
  faults['config.json'] = () => stop.abort(new Error('enough'));
  await expect(fetchIt(10_000, stop.signal)).rejects.toThrow('enough');
});
