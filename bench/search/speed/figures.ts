/** What many measurements of one thing come to, in milliseconds. */
export interface Spread {
  count: number;
  p50: number;
  p95: number;
  p99: number;
  most: number;
  /** What all threads of the process computed for one, on average: unlike the times, the same on a busy machine. */
  computed: number;
}

export function spreadOf(times: number[], computed = Number.NaN): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    count: sorted.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    most: sorted.at(-1) ?? Number.NaN,
    computed,
  };
}

/** Times every call, one after the other; stops early when `budgetMs` is spent. */
export async function timed<T>(
  all: readonly T[],
  call: (one: T) => unknown,
  budgetMs = Number.POSITIVE_INFINITY,
): Promise<Spread> {
  const times: number[] = [];
  const before = process.cpuUsage();
  const end = performance.now() + budgetMs;
  for (const one of all) {
    const from = performance.now();
    if (from > end) break;
    await call(one);
    times.push(performance.now() - from);
  }
  const { user, system } = process.cpuUsage(before);
  return spreadOf(times, (user + system) / 1000 / times.length);
}

/** Milliseconds with as many digits as they are worth. */
export const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0));
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
export const times = (value: number, other: number): string => (value / other).toFixed(2);

/** A table in Markdown; all columns but the first are figures. */
export function table(head: string[], rows: string[][]): string {
  const ruled = [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows];
  return ruled.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
