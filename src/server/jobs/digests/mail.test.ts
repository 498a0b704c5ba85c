import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { readAddress } from '#delivery/digest/address.ts';
import { digestSaying, ORIGIN, plainRender } from '#test/harness/ledger.ts';
import { mailBytes, type Writing } from './mail.ts';

const WRITING: Writing = {
  from: 'digest@papers.example.org',
  origin: ORIGIN,
  render: plainRender,
  linkFor: (purpose, id) => `${ORIGIN}${purpose}?s=${id}.${'x'.repeat(43)}`,
};

const mailSaying = (title: string, authors: string, address = 'ada@example.org') => ({
  id: 1,
  subscriber: 7,
  edition: '2026-11-24',
  kind: 'digest' as const,
  domain: 'example.org',
  message_id: 'abc.123',
  content: JSON.stringify(digestSaying(title, authors)),
  tries: 0,
  token: 1,
  address,
  list: '/papers',
});

const HEADERS = [
  'auto-submitted',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'message-id',
  'mime-version',
  'subject',
  'to',
];

/** The names of a mail's headers, read line by line as a receiving server does. */
function headerNames(bytes: Buffer): string[] {
  const head = bytes.toString('latin1').split('\r\n\r\n')[0]!;
  const lines = head.split(/\r\n|\r|\n/).filter((line) => !/^[ \t]/.test(line));
  return lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase()).sort();
}

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\r\nBcc: eve@example.com',
        '\n',
        '\r',
        '\r\n\r\n',
        '\u2028',
        '\u0085',
        '=?utf-8?q?=0D=0A?=',
        '\0',
      ),
    ),
  )
  .map((parts) => parts.join(''));

test('no title and no name adds a header or ends them', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (title, name) => {
      const bytes = await mailBytes(mailSaying(title, name), WRITING);
      expect(headerNames(bytes)).toEqual(HEADERS);
      const mail = await simpleParser(bytes);
      expect(mail.headers.get('to')).toMatchObject({ text: 'ada@example.org' });
    }),
    { numRuns: 100 },
  );
});

test('an address that is taken is one address in one header', async () => {
  const near = fc.oneof(
    fc.emailAddress(),
    fc.tuple(fc.emailAddress(), hostile).map(([address, more]) => address + more),
    fc.tuple(hostile, fc.emailAddress()).map(([more, address]) => `${more}<${address}>`),
  );
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(near, async (given) => {
      let address: string;
      try {
        address = readAddress(given);
      } catch {
        return;
      }
      taken++;
      const bytes = await mailBytes(mailSaying('A paper', 'Ada', address), WRITING);
      expect(headerNames(bytes)).toEqual(HEADERS);
      const { to } = await simpleParser(bytes);
      expect([to].flat().flatMap((one) => one?.value.map((value) => value.address))).toEqual([address]);
    }),
    { numRuns: 150 },
  );
  expect(taken).toBeGreaterThan(10);
});

test('a signed mail is verified, and the signature covers both headers of the one-click link', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  const dkim = { domain: 'papers.example.org', selector: 'offprint', privateKey };
  const bytes = await mailBytes(mailSaying('Grüße, 世界', 'Ada Example'), { ...WRITING, dkim });
  const resolver = async (name: string) => {
    if (name !== 'offprint._domainkey.papers.example.org') throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
    return [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]];
  };
  const verified = async (mail: Buffer) => {
    const { results } = await dkimVerify(mail, { resolver } as never);
    return results.map((result) => result.status.result);
  };
  expect(await verified(bytes)).toEqual(['pass']);
  const text = bytes.toString('latin1');
  const signed = /[;\s]h=([^;]+);/.exec(text)![1]!.replace(/\s/g, '').toLowerCase().split(':');
  expect(signed).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'message-id']));
  for (const [from, to] of [
    ['s=7.', 's=8.'],
    ['One-Click', 'Two-Click'],
  ] as const) {
    expect(await verified(Buffer.from(text.replace(from, to), 'latin1'))).toEqual(['fail']);
  }
});
