import { HOOK_KINDS, type HookKind } from '#floor/settings/hooks.ts';
import type { Hook, HookTarget } from '#floor/settings/whole-hooks.ts';

export const HOOK_SECRET = 'a secret of 16 or more';
export const PATH_SECRET = 'T000-hunter2';

const TARGETS: Record<HookKind, (origin: string) => HookTarget> = {
  webhook: (origin) => ({ kind: 'webhook', url: `${origin}/in/${PATH_SECRET}`, secret: HOOK_SECRET }),
  slack: (origin) => ({ kind: 'slack', url: `${origin}/services/${PATH_SECRET}` }),
  discord: (origin) => ({ kind: 'discord', url: `${origin}/api/webhooks/1/${PATH_SECRET}` }),
  mattermost: (origin) => ({ kind: 'mattermost', url: `${origin}/hooks/${PATH_SECRET}` }),
  matrix: (origin) => ({ kind: 'matrix', url: origin, token: 'syt_hunter2', room: '!room/?#:example.org' }),
  telegram: (origin) => ({ kind: 'telegram', url: origin, token: '123456:AAhunter2-hunter2', chat: '-1001' }),
};

/** A hook of a kind, every morning at nine. */
export function hookOf(kind: HookKind, origin: string, more: Partial<Hook> = {}): Hook {
  const schedule = { at: '09:00', zone: 'UTC' };
  return { name: `my-${kind}`, list: '/papers', schedule, most: 10, target: TARGETS[kind](origin), ...more };
}

export const EVERY_KIND = HOOK_KINDS;
