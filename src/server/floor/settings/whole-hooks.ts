import { invalid } from '../failure.ts';
import type { HookKind, HookPlan, HookSecrets } from './hooks.ts';

/** Where a hook's requests go, and by what right. */
export type HookTarget =
  | { kind: 'webhook'; url: string; secret: string }
  | { kind: 'slack' | 'discord' | 'mattermost'; url: string }
  | { kind: 'matrix'; url: string; token: string; room: string }
  | { kind: 'telegram'; url: string; token: string; chat: string };

/** A hook with all that it takes to post. */
export interface Hook extends Omit<HookPlan, 'kind'> {
  target: HookTarget;
}

interface Field {
  fits: RegExp;
  /** In words. */
  is: string;
}

/** An address may hold a question, as some chats have it; whether it is private is judged when it is asked. */
const URL_FIELD: Field = {
  fits: /^https?:\/\/[^/?#@\s]+(?:[/?][^#\s]*)?$/,
  is: 'an http(s) address without a user name or #',
};
const BASE_FIELD: Field = { fits: /^https?:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/, is: 'an http(s) address without ? or #' };
const TOKEN_FIELD: Field = { fits: /^[\x21-\x7e]{1,2000}$/, is: 'an access token' };

/** The service's own, where nobody names another. */
const USUAL_URL: Partial<Record<HookKind, string>> = { telegram: 'https://api.telegram.org' };

/** What each kind takes: https://spec.matrix.org/latest/appendices/#room-ids, https://core.telegram.org/bots/api. */
const FIELDS: Record<HookKind, Record<string, Field>> = {
  webhook: { url: URL_FIELD, secret: { fits: /^.{16,200}$/, is: '16 to 200 characters that sign each request' } },
  slack: { url: URL_FIELD },
  discord: { url: URL_FIELD },
  mattermost: { url: URL_FIELD },
  matrix: {
    url: BASE_FIELD,
    token: TOKEN_FIELD,
    room: { fits: /^![^/?#]{1,254}$/, is: 'a room’s id, which begins with !' },
  },
  telegram: {
    token: { fits: /^\d{1,20}:[\w-]{10,100}$/, is: 'a bot’s token, 123456:ABC…' },
    chat: { fits: /^(?:-?\d{1,20}|@\w{1,64})$/, is: 'a chat’s number or @name' },
    url: BASE_FIELD,
  },
};

const wrong = (what: string, allowed: string) =>
  invalid(`The setting OFFPRINT_HOOKS_SECRETS does not fit OFFPRINT_HOOKS: ${what}.`, `Allowed: ${allowed}.`);

function targetOf({ name, kind }: HookPlan, given: Readonly<Record<string, string>>): HookTarget {
  const fields = FIELDS[kind];
  const names = Object.keys(fields)
    .map((field) => `${name}.${field}`)
    .join(', ');
  const stray = Object.keys(given).find((field) => !Object.hasOwn(fields, field));
  if (stray) throw wrong(`${name}, of kind ${kind}, has no ${stray}`, names);
  const values = Object.entries(fields).map(([field, { fits, is }]) => {
    const value = given[field] ?? (field === 'url' ? USUAL_URL[kind] : undefined);
    if (value === undefined) throw wrong(`${name}.${field} is missing`, `${names}; ${name}.${field} is ${is}`);
    const isUrl = field !== 'url' || URL.canParse(value);
    if (!fits.test(value) || !isUrl) throw wrong(`${name}.${field} has another form`, `for ${name}.${field}: ${is}`);
    return [field, fields[field] === BASE_FIELD ? value.replace(/\/+$/, '') : value];
  });
  return { kind, ...Object.fromEntries(values) } as HookTarget;
}

/**
 * The hooks whole, each with its secrets.
 * @throws Failure `Invalid` that names the field, never its value, where one is missing, wrong, or no hook's.
 */
export function hooksOf(plans: readonly HookPlan[], secrets: HookSecrets): Hook[] {
  const stray = [...secrets.keys()].find((name) => !plans.some((plan) => plan.name === name));
  if (stray)
    throw wrong(`no hook is called ${stray}`, plans.map(({ name }) => name).join(', ') || 'none without hooks');
  return plans.map((plan) => {
    const { kind: _, ...rest } = plan;
    return { ...rest, target: targetOf(plan, secrets.get(plan.name) ?? {}) };
  });
}
