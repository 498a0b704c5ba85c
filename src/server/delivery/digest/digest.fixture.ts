import fc from 'fast-check';
import type { Digest, DigestEntry } from './digest.ts';

export const ORIGIN = 'https://papers.example.org';

/** An invented entry; the same number is the same. */
export const entry = (n: number, more: Partial<DigestEntry> = {}): DigestEntry => ({
  title: `Invented result number ${n} about models of the world`,
  url: `${ORIGIN}/papers/2601.${String(n).padStart(5, '0')}`,
  authors: 'Ada Example, Bo Case, Cy Third +3',
  because: `${n} votes; appeared on the latest day`,
  abstract: `What was found in case ${n}, told at such a length that it takes more than one line of any mail. `.repeat(
    3,
  ),
  links: [
    { words: 'arXiv', url: `https://arxiv.org/abs/2601.${String(n).padStart(5, '0')}` },
    { words: 'Code', url: `https://github.com/example/result-${n}` },
  ],
  ...more,
});

export const digest = (entries: DigestEntry[], more: Partial<Digest> = {}): Digest => ({
  origin: ORIGIN,
  list: 'Front page',
  date: 'Thursday, 18 June 2026',
  webUrl: `${ORIGIN}/papers/date/2026-06-18`,
  entries,
  more: 7,
  preferencesUrl: `${ORIGIN}/subscriptions/abc?signature=a1b2&list=c3`,
  unsubscribeUrl: `${ORIGIN}/subscriptions/abc/end?signature=d4e5&list=f6`,
  ...more,
});

/** Text that tries to be more than text. */
export const HOSTILE = [
  '</title></style></td></table><script>alert(1)</script>',
  '<img src=https://a.example/x.png onerror=alert(1)>',
  '"><a href="javascript:alert(1)">x</a><!-- <![endif]-->',
  'Title\r\nBcc: victim@a.example\r\n\r\nBody',
  'Title\u2028Bcc: x\u2029y\u0085z\u000b\u0000\u0007\u001b[31m',
  '\u202egnp.exe \u2066x\u2069 \u200f',
  '\ud800 half \udfff',
  '> quoted\nFrom the start',
  '-- \nsignature',
  '=?utf-8?B?QmNjOiB4?= =?utf-8?Q?a?=',
  '<'.repeat(5_000),
  '"'.repeat(5_000),
  '😀'.repeat(5_000),
  '漢字'.repeat(5_000),
  'x'.repeat(5_000),
  'e\u0301\u0301\u0301\u0301'.repeat(2_000),
  'javascript:alert(1)',
  'https://user:pass@evil.example/',
  'data:text/html,<script>alert(1)</script>',
  `https://a.example/${'&'.repeat(3_000)}`,
];

/** Any text, with what is dangerous in it often. */
export const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE, '', ' '),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.constantFrom(...HOSTILE.filter(({ length }) => length < 100), 'a', ' ', '\n'), { maxLength: 8 })
    .map((all) => all.join('')),
);
const anyUrl = fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), anyText);
const anyEntry: fc.Arbitrary<DigestEntry> = fc.record({
  title: anyText,
  url: anyUrl,
  authors: anyText,
  because: anyText,
  abstract: anyText,
  links: fc.array(fc.record({ words: anyText, url: anyUrl }), { maxLength: 6 }),
});
export const anyDigest: fc.Arbitrary<Digest> = fc.record({
  origin: fc.constantFrom(ORIGIN, 'http://localhost:3000'),
  list: anyText,
  date: anyText,
  webUrl: anyUrl,
  entries: fc.array(anyEntry, { minLength: 1, maxLength: 6 }),
  more: fc.nat(),
  preferencesUrl: anyUrl,
  unsubscribeUrl: anyUrl,
});
