import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Public by their number, yet not of the network at large. */
const KEPT = [
  // Azure answers its machines there, with their secrets.
  '168.63.129.16/32',
  // Protocols of the IETF: Teredo, benchmarking, ORCHID and others that lead elsewhere or nowhere.
  '2001::/23',
  // Documentation (RFC 9637).
  '3fff::/20',
].map((range) => ipaddr.parseCIDR(range));

/** What is given out for the network at large; `::127.0.0.1` and NAT64 are outside of it. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an address is one of the network at large: not private, loopback, link-local, multicast, a carrier's, reserved
 * or a wrapping of another (6to4, Teredo, NAT64). An IPv4 address wrapped as `::ffff:a.b.c.d` is judged as itself.
 * @param text an IPv4 or IPv6 address; what is none is not public.
 */
export function isPublicAddress(text: string): boolean {
  // Other spellings (`127.1`) never get here: a URL, and a lookup, give addresses in one form.
  if (!isIP(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  if (address.kind() === 'ipv6' && !address.match(GLOBAL_UNICAST)) return false;
  return !KEPT.some(([kept, bits]) => kept.kind() === address.kind() && address.match(kept, bits));
}
