import { randomFrom } from '../random.ts';
import type { Asked } from './asked.ts';
import type { ListFault } from './turns.ts';
import type { WireFault } from './wire-fault.ts';

export type Fault = WireFault | ListFault;

/** Which requests a fault befalls: all of which everything that is told here holds. */
export interface Plan {
  fault: Fault;
  /** The requests with these numbers, counted from 1 since the plans were set. */
  nth?: number | number[];
  /** Requests whose address matches; or those for the page with this number: the nth address that differs, from 1. */
  page?: number | RegExp;
  /** At most so many requests for each address. */
  tries?: number;
  /** At most so many requests altogether. */
  times?: number;
  /** Befalls with this chance; the same seed gives the same luck. */
  chance?: number;
  seed?: number;
}

/** Picks the fault for each request, if any: the first plan that applies. A fault alone befalls every request. */
export class Plans {
  readonly #plans: { plan: Plan; random: () => number; times: number; tries: Map<string, number> }[];
  readonly #pages = new Map<string, number>();
  #requests = 0;

  constructor(plans: (Plan | Fault)[]) {
    this.#plans = plans.map((one) => {
      const plan = 'fault' in one ? one : { fault: one };
      return { plan, random: randomFrom(plan.seed ?? 1), times: 0, tries: new Map() };
    });
  }

  pick({ url, body }: Pick<Asked, 'url' | 'body'>): Fault | undefined {
    const address = body ? `${url} ${body}` : url;
    const number = ++this.#requests;
    const page = this.#pages.get(address) ?? this.#pages.size + 1;
    this.#pages.set(address, page);
    const found = this.#plans.find(({ plan, random, times, tries }) => {
      const { nth, page: pages, chance } = plan;
      // Luck is drawn for each request, so that it does not depend on the other conditions.
      const isLucky = chance === undefined || random() < chance;
      if (nth !== undefined && ![nth].flat().includes(number)) return false;
      if (pages !== undefined && !(typeof pages === 'number' ? pages === page : pages.test(address))) return false;
      return isLucky && times < (plan.times ?? Infinity) && (tries.get(address) ?? 0) < (plan.tries ?? Infinity);
    });
    if (!found) return undefined;
    found.times++;
    found.tries.set(address, (found.tries.get(address) ?? 0) + 1);
    return found.plan.fault;
  }
}
