import type { Parsed } from './setting.ts';

/** What a hook's requests are written for. */
export const HOOK_KINDS = ['webhook', 'slack', 'discord', 'mattermost', 'matrix', 'telegram'] as const;
export type HookKind = (typeof HOOK_KINDS)[number];

/** Which list goes where, and when: what may be shown of a hook. */
export interface HookPlan {
  name: string;
  kind: HookKind;
  /** The address of a page that lists papers, without the origin: `/papers/trending`, `/papers?q=cat:cs.CL`. */
  list: string;
  schedule: { at: string; zone: string; weekdays?: readonly number[] };
  /** At most so many papers in one post. */
  most: number;
}

/** What must not be shown of a hook, by its field's name. */
export type HookSecrets = ReadonlyMap<string, Readonly<Record<string, string>>>;

const FORM = 'NAME=KIND:LIST@HH:MM/ZONE such as team=slack:/papers@09:00/Europe/Berlin,days=mon-fri,most=10';
const ALLOWED =
  `words of the form ${FORM}; the kinds are ${HOOK_KINDS.join(', ')}; a name is of a-z, 0-9 and -, each once; ` +
  'a list begins with /papers and holds no space (%20 stands for one); most is 1 to 50';
const WORD =
  /^([a-z][a-z0-9-]{0,30})=([a-z]+):(\/papers(?:[/?]\S*)?)@((?:[01]\d|2[0-3]):[0-5]\d)\/([^,\s]+)((?:,\w+=[\w+-]+)*)$/;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MOST = 50;
const USUAL = 10;

const isZone = (zone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

/** `mon-fri`, `tue+thu`: numbers of weekdays, 1 for Monday. */
function weekdaysOf(text: string): number[] | undefined {
  const days = new Set<number>();
  for (const part of text.split('+')) {
    const [from = 0, to = from, ...more] = part.split('-').map((day) => DAYS.indexOf(day) + 1);
    if (!from || !to || from > to || more.length > 0) return undefined;
    for (let day = from; day <= to; day++) days.add(day);
  }
  return [...days].sort();
}

function planOf(word: string): HookPlan | undefined {
  const [, name, kind, list, at, zone, options] = WORD.exec(word) ?? [];
  const known = HOOK_KINDS.find((one) => one === kind);
  if (!name || !known || !list || !at || !zone || !isZone(zone)) return undefined;
  const asked = new Map(
    options
      ?.split(',')
      .slice(1)
      .map((option) => option.split('=') as [string, string]),
  );
  if ([...asked.keys()].some((key) => key !== 'days' && key !== 'most')) return undefined;
  const most = Number(asked.get('most') ?? USUAL);
  const days = asked.get('days');
  const weekdays = days === undefined ? undefined : weekdaysOf(days);
  if (!Number.isInteger(most) || most < 1 || most > MOST || (days !== undefined && !weekdays)) return undefined;
  return { name, kind: known, list, schedule: { at, zone, ...(weekdays && { weekdays }) }, most };
}

/** Reads the setting of the hooks; empty for none. */
export function parseHooks(text: string): Parsed<readonly HookPlan[]> {
  const plans: HookPlan[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const plan = planOf(word);
    if (!plan || plans.some(({ name }) => name === plan.name)) return { wrong: word, allowed: ALLOWED };
    plans.push(plan);
  }
  return { value: plans };
}

const SECRET = /^([a-z][a-z0-9-]{0,30})\.([a-z]+)=([\x21-\x7e]+)$/;

/** Reads the setting of the hooks' secrets; what each kind needs is checked by {@link hooksOf}. */
export function parseHookSecrets(text: string): Parsed<HookSecrets> {
  const secrets = new Map<string, Record<string, string>>();
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const [, name, field, value] = SECRET.exec(word) ?? [];
    const fields = name ? (secrets.get(name) ?? {}) : {};
    if (!name || !field || !value || Object.hasOwn(fields, field))
      return { allowed: 'words of the form NAME.FIELD=VALUE in ASCII, such as team.url=https://…, each field once' };
    secrets.set(name, { ...fields, [field]: value });
  }
  return { value: secrets };
}
