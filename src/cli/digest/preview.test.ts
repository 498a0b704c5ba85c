import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { expect, it } from 'vitest';
import type { Digest } from '#delivery/digest/digest.ts';
import { renderDigest } from '#delivery/digest/render.ts';
import { Failure } from '#floor/failure.ts';
import { listNamed } from './place.ts';
import { emlOf } from './preview.ts';

const ORIGIN = 'https://papers.example.org';
const WHEN = new Date('2026-06-18T06:00:00Z');

const digestOf = (title: string): Digest => ({
  origin: ORIGIN,
  list: 'Front page',
  date: 'Thursday, 18 June 2026',
  webUrl: `${ORIGIN}/papers/date/2026-06-18`,
  entries: [{ title, url: `${ORIGIN}/papers/a`, authors: title, because: '2 votes', abstract: title, links: [] }],
  more: 0,
  preferencesUrl: `${ORIGIN}/p`,
  unsubscribeUrl: `${ORIGIN}/u`,
});

it('a mail file says what the digest says, whatever the title', async () => {
  const hard = fc.constantFrom(
    '\r\nBcc: a@b.example\r\n\r\n',
    '=?utf-8?B?QmNjOiB4?=',
    '😀',
    'é',
    '\u202e',
    '漢字',
    '"',
    ',',
    '<a@b>',
  );
  const title = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.oneof(hard, fc.string({ maxLength: 30 })), { maxLength: 8 }).map((all) => all.join('')),
  );
  await fc.assert(
    fc.asyncProperty(title, async (text) => {
      const mail = renderDigest(digestOf(text));
      const read = await simpleParser(await emlOf(mail, WHEN), { skipHtmlToText: true, skipTextToHtml: true });
      expect(read.subject).toBe(mail.subject);
      expect(read.text).toBe(mail.text);
      expect(read.html).toBe(mail.html);
      expect(read.date).toEqual(WHEN);
      expect([...read.headers.keys()].sort()).toEqual([
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
      ]);
      expect(read.attachments).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

it.each([
  ['/papers', { at: 'latest', kind: 'day' }],
  [`${ORIGIN}/papers/trending`, { at: 'trending' }],
  ['https://elsewhere.example/papers?q=cat:cs.CL', { at: 'search', text: 'cat:cs.CL' }],
  ['/papers?q=a b', { at: 'search', text: 'a b' }],
])('%s is a list', (address, place) => {
  expect(listNamed(address, ORIGIN)).toEqual(place);
});

it.each(['/papers/2503.11792', '/', 'trending', 'https://', '/papers/%zz', '/papers/date/2026-02-30'])(
  '%s is none, and the sentence says what is',
  (address) => {
    expect(() => listNamed(address, ORIGIN)).toThrow(Failure);
  },
);
