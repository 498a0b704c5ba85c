import { generateKeyPairSync, sign } from 'node:crypto';

/** A value in DER (X.690): its tag, its length, its bytes. */
function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
  const long = body.length > 255 ? [0x82, body.length >> 8, body.length & 255] : [0x81, body.length];
  return Buffer.concat([Buffer.from([tag, ...(body.length < 128 ? [body.length] : long)]), body]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const time = (at: Date) => der(0x18, `${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`);

const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const COMMON_NAME = oid('550403');
const BASIC_CONSTRAINTS = oid('551d13');
const SUBJECT_ALT_NAME = oid('551d11');
const A_DAY_MS = 86_400_000;

/** A certificate for `localhost` and 127.0.0.1 that has signed itself (RFC 5280), good for a day; PEM. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, 'localhost'))));
  const names = sequence(der(0x82, 'localhost'), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = sequence(
    sequence(BASIC_CONSTRAINTS, der(0x01, '\xff'), der(0x04, sequence(der(0x01, '\xff')))),
    sequence(SUBJECT_ALT_NAME, der(0x04, names)),
  );
  const toSign = sequence(
    der(0xa0, der(0x02, '\x02')),
    der(0x02, '\x01'),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(new Date(Date.now() - A_DAY_MS)), time(new Date(Date.now() + A_DAY_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, '\x00', sign('sha256', toSign, privateKey));
  const bytes = sequence(toSign, ECDSA_WITH_SHA256, signature).toString('base64');
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${bytes.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
