import { createHmac } from 'node:crypto';

/**
 * `t=…,v1=…`: the second it was made in, since 1970, and the HMAC-SHA256 of `t.body` in hexadecimal digits. A receiver
 * that refuses an old `t` refuses a request that somebody recorded.
 */
export function signatureOf(body: string, secret: string, now: Date): string {
  const t = Math.floor(now.getTime() / 1_000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}
