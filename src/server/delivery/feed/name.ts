import { createHash } from 'node:crypto';

/**
 * A name that nothing else has and that no move to another host changes: `urn:uuid:`, with a UUID of version 8
 * (RFC 9562 §5.8) made from the catalogue's own name and what is named.
 */
export function lastingName(catalogue: string, what: string): string {
  const bytes = createHash('sha256').update(`${catalogue}\n${what}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `urn:uuid:${parts.join('-')}`;
}
