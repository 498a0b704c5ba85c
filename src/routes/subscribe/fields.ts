import type { RequestEvent } from '@sveltejs/kit';
import { RHYTHMS } from '#delivery/digest/wishes.ts';

/** What a form about mails offers. */
export const choices = () => ({
  rhythms: [...RHYTHMS],
  hours: Array.from({ length: 24 }, (_, hour) => hour),
  zones: ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')],
});

/** Pages that hold an address or a signed link: kept by nobody, told to no other site. */
export function keepPrivate(setHeaders: RequestEvent['setHeaders']): void {
  setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin', 'x-robots-tag': 'noindex' });
}
