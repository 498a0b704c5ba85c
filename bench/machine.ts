import { cpus, loadavg, totalmem } from 'node:os';

const figures = (load: readonly number[]) => load.map((one) => one.toFixed(1)).join(', ');

/**
 * What a measurement was made on, in a line.
 * @param load as `os.loadavg()` gave it before the run.
 */
export function machineLine(load: readonly number[] = loadavg()): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores of ${cpu?.model.trim() ?? 'unknown'}, ${memory} GiB, Node ${process.versions.node}; load before the run ${figures(load)}`;
}
