import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './public-address.ts';
import { targetOf } from './target.ts';

const PRIVATE_V4 = [
  '127.0.0.1',
  '127.255.255.254',
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '198.18.0.1',
  '198.19.255.255',
  '0.0.0.0',
  '0.1.2.3',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
];

/** The spellings of one IPv4 address that a URL may hold. */
function spellingsOf(address: string): string[] {
  const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number];
  const whole = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const hex = (number: number, digits = 1) => number.toString(16).padStart(digits, '0');
  const octal = (number: number) => `0${number.toString(8)}`;
  const words = [hex((a << 8) | b), hex((c << 8) | d)];
  const wide = address.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
  return [
    address,
    `${address}.`,
    String(whole),
    `0x${hex(whole)}`,
    `0X${hex(whole).toUpperCase()}`,
    octal(whole),
    `0000${octal(whole)}`,
    [a, b, c, d].map(octal).join('.'),
    [a, b, c, d].map((part) => `0x${hex(part)}`).join('.'),
    `${octal(a)}.0x${hex(b)}.${c}.${octal(d)}`,
    `${a}.${(b << 16) | (c << 8) | d}`,
    `${a}.${b}.${(c << 8) | d}`,
    `0x${hex(a)}.${(b << 16) | (c << 8) | d}`,
    address.replaceAll('.', '。'),
    address.replaceAll('.', '．'),
    address.replaceAll('.', '%2e'),
    wide,
    address.replace(/^\d/, (digit) => `%3${digit}`),
    `[::ffff:${address}]`,
    `[::ffff:${words.join(':')}]`,
    `[0:0:0:0:0:FFFF:${words.join(':').toUpperCase()}]`,
    `[::${address}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b:1::${words.join(':')}]`,
    `[2002:${words.join(':')}::1]`,
    `[2001:0:${words.join(':')}::1]`,
    `[::ffff:0:${address}]`,
  ];
}

const PRIVATE_V6 = [
  '::',
  '::1',
  '0:0:0:0:0:0:0:1',
  'fc00::1',
  'fd12:3456:789a::1',
  'fe80::1',
  'febf::1',
  'fec0::1',
  'ff02::1',
  'ff0e::1',
  '100::1',
  '2001::1',
  '2001:2::1',
  '2001:10::1',
  '2001:20::1',
  '2001:db8::1',
  '3fff::1',
  '5f00::1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fd00:ec2::254',
];

const corpus = [
  ...PRIVATE_V4.flatMap((address) => spellingsOf(address).map((host) => `http://${host}/latest/meta-data/`)),
  ...PRIVATE_V6.map((address) => `https://[${address}]/`),
];

const refusal = (text: string, trusted?: string[]) => {
  try {
    return targetOf(text, trusted).url.href;
  } catch (error) {
    return error;
  }
};

describe('an address that is not public', () => {
  it(`is refused in each of ${corpus.length} spellings`, () => {
    expect(corpus.length).toBeGreaterThanOrEqual(300);
    const through = corpus.filter((text) => (refusal(text) as { kind?: string }).kind !== 'unsafe');
    expect(through).toEqual([]);
    // Nor do they only fail to be addresses: nearly all are, and are judged.
    const judged = corpus.filter((text) => String(refusal(text)).includes('not a public address'));
    expect(judged.length).toBeGreaterThanOrEqual(corpus.length - 2 * PRIVATE_V4.length);
  });

  it('is told by its number alone', () => {
    for (const address of [
      ...PRIVATE_V4,
      ...PRIVATE_V6,
      'fe80::1%eth0',
      '::ffff:10.0.0.1',
      '',
      'name.example',
      '1.2.3',
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
    for (const address of [
      '8.8.8.8',
      '172.32.0.1',
      '100.128.0.1',
      '128.84.21.199',
      '2606:4700::1',
      '2a00:1450::1',
      '::ffff:8.8.8.8',
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
  });
});

describe('an address', () => {
  it.each([
    'file:///etc/passwd',
    'ftp://example.org/',
    'gopher://example.org:70/_x',
    'data:text/plain,x',
    'javascript:alert(1)',
    'blob:https://example.org/x',
    'unix:/run/docker.sock',
    'http://',
    'http:///',
    'nothing',
    '',
    'http://user@example.org/',
    'http://user:word@example.org/',
    'https://example.org@127.0.0.1/',
    'https://127.0.0.1#@example.org/',
    'http://exa mple.org/',
    'http://[::1',
    'http://256.256.256.256/',
    'http://example.org:22/',
    'http://example.org:25/',
    'http://example.org:0/',
    'https://example.org:6379/',
    'https://example.org:5432/',
  ])('%s is refused', (text) => {
    expect(refusal(text)).toMatchObject({ kind: 'unsafe' });
  });

  it.each([
    'https://export.arxiv.org/oai2?verb=Identify',
    'http://example.org/feed',
    'http://example.org:8080/feed',
    'https://8.8.8.8/',
    'https://[2606:4700::1]/',
    'http://exa\r\nmple.org/',
    'https://example.org\\@127.0.0.1/',
  ])('%j is taken', (text) => {
    expect(typeof refusal(text)).toBe('string');
  });

  it('may be private where the administrator named its origin, and only there', () => {
    const trusted = ['http://127.0.0.1:8123', 'not an origin', 'https://intranet.example/papers'];
    expect(refusal('http://127.0.0.1:8123/x', trusted)).toBe('http://127.0.0.1:8123/x');
    expect(refusal('http://0x7f.1:8123/x', trusted)).toBe('http://127.0.0.1:8123/x');
    expect(targetOf('https://intranet.example/y', trusted).trusted).toBe(true);
    expect(targetOf('https://intranet.example.org/y', trusted).trusted).toBe(false);
    for (const other of [
      'http://127.0.0.1:8124/',
      'https://127.0.0.1:8123/',
      'http://127.0.0.2:8123/',
      'http://u@127.0.0.1:8123/',
    ])
      expect(refusal(other, trusted)).toMatchObject({ kind: 'unsafe' });
  });

  it('is shown without its question, where keys stand', () => {
    expect(String(refusal('http://10.0.0.1/x?api_key=hunter2#hunter2'))).toBe(
      'AskFailure: http://10.0.0.1/x was not asked: it is not a public address.',
    );
  });
});
