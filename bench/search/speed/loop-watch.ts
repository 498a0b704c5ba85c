/**
 * Loaded into a server before all else (`--import`): watches how late a timer comes that is due every 5 ms. On SIGUSR2
 * it writes what it saw since the last time to the file that BENCH_LOOP names, and begins anew. What the
 * thread itself computed in the gap tells a block from a machine that was busy with something else.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** The longest gap beyond the due time, and how much of it this thread computed, in milliseconds. */
export interface LoopReport {
  largest: number;
  computed: number;
  /** The longest that was computed in one gap. */
  largestComputed: number;
  /** Gaps of more than 50 ms, and those of them that were computed. */
  over50: number;
  over50Computed: number;
  samples: number;
  /** What this thread and the whole process computed, in milliseconds. */
  thread: number;
  process: number;
}

const EVERY_MS = 5;
const LIMIT_MS = 50;
const file = process.env.BENCH_LOOP;

if (file && isMainThread) {
  const nothing = (): LoopReport => ({
    largest: 0,
    computed: 0,
    largestComputed: 0,
    over50: 0,
    over50Computed: 0,
    samples: 0,
    thread: 0,
    process: 0,
  });
  let report = nothing();
  const inMs = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000;
  const cpu = () => inMs(process.threadCpuUsage());
  let since = { thread: cpu(), process: inMs(process.cpuUsage()) };
  let [at, used] = [performance.now(), cpu()];
  const look = () => {
    const [now, usedNow] = [performance.now(), cpu()];
    const [late, computed] = [now - at - EVERY_MS, usedNow - used];
    report.samples += 1;
    if (late > report.largest) Object.assign(report, { largest: late, computed });
    // Many short turns between two timers are no block; a late timer is one for as long as the thread computed.
    const block = Math.min(late, computed);
    report.largestComputed = Math.max(report.largestComputed, block);
    if (late > LIMIT_MS) report.over50 += 1;
    if (block > LIMIT_MS) report.over50Computed += 1;
    [at, used] = [now, usedNow];
  };
  setInterval(look, EVERY_MS).unref();
  process.on('SIGUSR2', () => {
    const now = { thread: cpu(), process: inMs(process.cpuUsage()) };
    Object.assign(report, { thread: now.thread - since.thread, process: now.process - since.process });
    since = now;
    writeFileSync(`${file}.part`, JSON.stringify(report));
    renameSync(`${file}.part`, file);
    report = nothing();
  });
}
