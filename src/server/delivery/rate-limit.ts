/** What a caller may do, and what it hears about it. */
export interface Allowance {
  isAllowed: boolean;
  /** Requests left in this window. */
  remaining: number;
  /** Seconds until the window ends, at least 1. */
  resetSeconds: number;
}

/** Callers remembered in one window, some 10 MB; above it newcomers share one count, so that a flood of addresses gains nothing. */
const MOST_CALLERS = 100_000;
const EVERYBODY_ELSE = 'everybody else';

/**
 * Who counts as one caller: an IPv4 address; of IPv6 the /64 network, which is what one household gets.
 * @param address as a socket gives it, IPv4 possibly mapped into IPv6.
 */
export function callerOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!address.includes(':')) return address;
  const [before = '', after] = address.split('%')[0]!.split('::', 2);
  const head = before.split(':').filter(Boolean);
  const tail = (after ?? '').split(':').filter(Boolean);
  const zeros = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const groups = [...head, ...Array<string>(zeros).fill('0'), ...tail].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}

/** So many requests in each window of so many seconds, counted a caller; all windows begin together. */
export class FixedWindow {
  readonly quota: number;
  readonly windowSeconds: number;
  #callers = new Map<string, number>();
  #endsAt = 0;

  constructor(quota: number, windowSeconds: number) {
    this.quota = quota;
    this.windowSeconds = windowSeconds;
  }

  /** Counts one request. @param now milliseconds, as `Date.now()` gives them. */
  take(caller: string, now: number): Allowance {
    if (now >= this.#endsAt) {
      this.#callers = new Map();
      this.#endsAt = now + this.windowSeconds * 1000;
    }
    const isRemembered = this.#callers.has(caller) || this.#callers.size < MOST_CALLERS;
    const key = isRemembered ? caller : EVERYBODY_ELSE;
    const used = (this.#callers.get(key) ?? 0) + 1;
    this.#callers.set(key, used);
    return {
      isAllowed: used <= this.quota,
      remaining: Math.max(0, this.quota - used),
      resetSeconds: Math.max(1, Math.ceil((this.#endsAt - now) / 1000)),
    };
  }

  /** Takes back one that should not have counted. */
  giveBack(caller: string): void {
    const key = this.#callers.has(caller) ? caller : EVERYBODY_ELSE;
    this.#callers.set(key, Math.max(0, (this.#callers.get(key) ?? 0) - 1));
  }

  /** The two `RateLimit` headers, in the words of the Daily Papers API; its clients read when to come back from them. */
  headers({ remaining, resetSeconds }: Allowance): Record<string, string> {
    return {
      ratelimit: `"api";r=${remaining};t=${resetSeconds}`,
      'ratelimit-policy': `"fixed window";"api";q=${this.quota};w=${this.windowSeconds}`,
    };
  }
}
