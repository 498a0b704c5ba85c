import type { ChangePlace } from '#catalogue/changes.ts';
import { badToken } from './error.ts';

/** A list as it is asked for, and how far it has been read. */
export interface ListQuery {
  prefix: string;
  from: string | undefined;
  until: string | undefined;
  set: string | undefined;
  /** Undefined at its beginning. */
  after: ChangePlace | undefined;
  /** Records that have been sent. */
  sent: number;
}

const LONGEST_ID = 400;

/**
 * A resumption token says all that is to be known for going on: the query, and the last change that was sent. Nothing is
 * kept for it here, it never expires, and whoever makes one up asks what anybody may ask.
 */
export function tokenOf({ prefix, from, until, set, after, sent }: ListQuery): string {
  const said = {
    m: prefix,
    f: from,
    u: until,
    s: set,
    n: String(sent),
    r: String(after?.revision),
    g: after?.isGone ? '1' : '0',
  };
  const token = new URLSearchParams();
  for (const [name, value] of Object.entries(said)) if (value !== undefined) token.set(name, value);
  if (after) token.set('i', after.id);
  return token.toString();
}

/** @throws OaiError `badResumptionToken`. What the query in it says is judged like any other. */
export function readToken(text: string): ListQuery {
  const said = new URLSearchParams(text);
  const whole = (name: string) => {
    const written = said.get(name) ?? '';
    if (!/^\d{1,15}$/.test(written)) throw badToken();
    return Number(written);
  };
  const [prefix, id, gone] = [said.get('m'), said.get('i'), said.get('g')];
  if (!prefix || !id || id.length > LONGEST_ID || id.includes('\0') || (gone !== '0' && gone !== '1')) throw badToken();
  return {
    prefix,
    from: said.get('f') ?? undefined,
    until: said.get('u') ?? undefined,
    set: said.get('s') ?? undefined,
    after: { revision: whole('r'), id, isGone: gone === '1' },
    sent: whole('n'),
  };
}
