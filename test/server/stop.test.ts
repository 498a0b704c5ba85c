import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { environmentOf, REPOSITORY } from '#test/harness/child.ts';
import { describeEngines, temporaryFolder } from '#test/harness/engines.ts';
import { note } from '#test/harness/notes.ts';
import { type RunningServer, startServer } from '#test/harness/server.ts';
import { until } from '#test/harness/until.ts';

const CONNECTIONS = 16;
const PATHS = ['/papers', '/papers/date/2026-06-18', '/papers?q=diffusion', '/papers/trending', '/api/daily_papers'];

interface Load {
  whole: number;
  cut: string[];
}

/** Asks without a pause over kept-alive connections until new ones are refused. */
async function load({ url }: RunningServer, seen: Load): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let turn = 0; ; turn++) {
    const outcome = await ask(`${url}${PATHS[turn % PATHS.length]}`, agent);
    if (outcome === 'refused') break;
    if (outcome === 'whole') seen.whole += 1;
    else seen.cut.push(outcome);
  }
  agent.destroy();
}

/** `whole`, or `refused` where the server never had the request, or what broke. */
function ask(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    let answering = false;
    const request = get(url, { agent }, (response) => {
      answering = true;
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('error', (error) => resolve(`${url} broke after ${bytes} bytes: ${error.message}`));
      response.on('end', () =>
        resolve(response.statusCode === 200 ? 'whole' : `${url} answered ${response.statusCode}`),
      );
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      // A listener that closes resets what waited in its queue: to that client it was never there.
      const fresh = !request.reusedSocket && !answering;
      resolve(
        error.code === 'ECONNREFUSED' || (fresh && error.code === 'ECONNRESET')
          ? 'refused'
          : `${url}: ${error.message}`,
      );
    });
  });
}

describeEngines('SIGTERM', ({ engine, place }) => {
  it('under load ends the server within 10 seconds and cuts no request', async () => {
    const server = await startServer(await place());
    const seen: Load = { whole: 0, cut: [] };
    const clients = Array.from({ length: CONNECTIONS }, () => load(server, seen));
    await until('the load is on', () => seen.whole > 200 || seen.cut.length > 0);
    const before = seen.whole;
    const { code, milliseconds } = await server.stop();
    await Promise.all(clients);
    note(
      `${engine}: SIGTERM under load: ended in ${Math.round(milliseconds)} ms, ${seen.whole - before} requests answered meanwhile, ${seen.cut.length} cut`,
    );
    expect(seen.cut).toEqual([]);
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(10_000);
  });

  it('lets a request that is half sent come to its answer', async () => {
    const server = await startServer(await place());
    const { hostname, port } = new URL(server.url);
    const socket = connect({ host: hostname, port: Number(port) });
    const answer = text(socket);
    socket.write('GET /papers HTTP/1.1\r\nHost: localhost\r\n');
    await (await fetch(`${server.url}/papers`)).text();
    const stopped = server.stop();
    await until('new connections are refused', () =>
      fetch(server.url).then(
        () => false,
        () => true,
      ),
    );
    socket.write('\r\n');
    const [head = '', body = ''] = (await answer).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(head).toMatch(/^connection: close$/im);
    expect(body.trimEnd().slice(-7)).toBe('</html>');
    expect(await stopped).toMatchObject({ code: 0 });
  });
});

it('a server whose npm start was ended ends as well', async () => {
  const dataDir = temporaryFolder();
  const env = environmentOf({ dataDir, databaseUrl: '' }, { PORT: '0', npm_lifecycle_event: 'start' });
  // As npm does it: a shell that waits for the program and does not pass signals on.
  const shell = spawn('sh', ['-c', `"${process.execPath}" bin/offprint.js start; true`], {
    cwd: REPOSITORY,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const url = await new Promise<string>((resolve) => {
    let said = '';
    shell.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      const address = /https?:\/\/[\w.:-]+/.exec(said)?.[0];
      if (address) resolve(address);
    });
  });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  // The server holds the other end of the pipe: it closes when the last of the two is gone.
  const gone = once(shell.stdout, 'close');
  shell.kill('SIGTERM');
  await gone;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  rmSync(dataDir, { recursive: true, force: true });
});
