/**
 * Sends requests on schedule, whether earlier ones are answered or not, in a process of its own. Latency counts from the
 * time that a request was due, so that a server that falls behind cannot hide it. Takes its {@link Sending} as JSON on
 * the command line and prints a {@link Sent}.
 */
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { type Spread, spreadOf } from './figures.ts';

export interface Sending {
  address: string;
  /** A file of paths, one a line, and the first of them to ask for. */
  paths: string;
  from: number;
  rate: number;
  seconds: number;
}

export interface Sent {
  latency: Spread;
  /** Answers a second, from the first request's time to the last answer. */
  achieved: number;
  /** Requests that were answered otherwise than with 200, or not at all. */
  failed: number;
}

/** More than these unanswered at once: the rate does not hold, and more of them tell nothing. */
const MOST_OPEN = 2_000;
const CONNECTIONS = 64;

export async function send({ address, paths, from, rate, seconds }: Sending): Promise<Sent> {
  const all = readFileSync(paths, 'utf8').trimEnd().split('\n');
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const latencies: number[] = [];
  const wanted = Math.round(rate * seconds);
  let [sent, open, failed, last] = [0, 0, 0, 0];
  const start = performance.now() + 50;
  await new Promise<void>((resolve) => {
    const done = (due: number, isGood: boolean) => {
      open -= 1;
      last = performance.now();
      if (isGood) latencies.push(last - due);
      else failed += 1;
      if (sent === wanted && open === 0) resolve();
    };
    const ask = (due: number, path: string) => {
      open += 1;
      const request = get(address + path, { agent }, (response) => {
        response.resume();
        response.once('end', () => done(due, response.statusCode === 200));
      });
      request.once('error', () => done(due, false));
    };
    const tick = () => {
      const now = performance.now();
      while (sent < wanted && start + (sent * 1000) / rate <= now) {
        const due = start + (sent * 1000) / rate;
        const path = all[(from + sent) % all.length]!;
        sent += 1;
        if (open < MOST_OPEN) ask(due, path);
        else failed += 1;
      }
      if (sent < wanted) setTimeout(tick, 1);
      else if (open === 0) resolve();
    };
    setTimeout(tick, 50);
  });
  agent.destroy();
  return { latency: spreadOf(latencies), achieved: (latencies.length / (last - start)) * 1000, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(JSON.stringify(await send(JSON.parse(process.argv[2]!))));
