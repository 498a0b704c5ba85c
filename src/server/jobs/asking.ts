import type { Db } from '#db/schema.ts';
import { VERSION } from '#floor/version.ts';
import { askPatiently } from '#sources/ask/retry.ts';
import type { Chosen, Place } from '#sources/source.ts';
import type { Asking } from './harvest/harvest.ts';

/** What is asked: a source, or an enrichment with the header or the parameter that holds its key. */
export type Asked = Pick<Place, 'courtesy' | 'addresses'> & { secret?: string };

const originOf = (text: string) => (/^https?:/.test(text) && URL.canParse(text) ? new URL(text).origin : undefined);

/**
 * Asks a source as its courtesy demands. An address that the settings name (a mirror, a feed) may lie in the
 * administrator's own network; what any other leads to may not.
 * @param holder who asks, for people who look at the gate.
 */
export function askingFor(
  db: Db,
  { courtesy, addresses, secret }: Asked,
  chosen: Pick<Chosen, 'addresses'> & Partial<Pick<Chosen, 'values'>>,
  { contact, holder }: { contact: string; holder: string },
): Asking {
  const named = Object.entries(chosen.addresses).filter(([name, address]) => address !== addresses[name]);
  const told = [...named.map(([, address]) => address), ...(chosen.values ?? [])];
  const trusted = told.flatMap((address) => originOf(address) ?? []);
  return async (ask, signal) => {
    const options = { courtesy, holder, signal, version: VERSION, contact, trusted };
    return (await askPatiently(db, ask, { ...options, ...(secret && { secret: [secret] }) })).body;
  };
}
