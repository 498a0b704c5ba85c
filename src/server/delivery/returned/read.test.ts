import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bounceOf, complaintOf } from '#test/harness/returned-mails.ts';
import { readReturned } from './read.ts';

const ID = 'mabc.0123456789ab@papers.example.org';
const read = (text: string) => readReturned(Buffer.from(text));

it('reads which mail was not delivered, and why, from the headers or the mail that came back', async () => {
  const told = { kind: 'bounce', messageIds: [ID], status: '5.1.1', words: '550 5.1.1 told over two lines' };
  expect(await read(bounceOf(ID))).toEqual(told);
  const whole = ['Content-Type: message/rfc822', '', 'From: a@b.c', `message-id: <${ID}>`, '', 'Message-ID: <x@y>', ''];
  expect(await read(bounceOf(ID, { original: whole }))).toEqual(told);
  const packed = ['Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64', ''];
  packed.push(Buffer.from(`Message-ID: <${ID}>\r\n\r\nhello`).toString('base64'), '');
  expect(await read(bounceOf(ID, { original: packed }))).toEqual(told);
  expect(await read(bounceOf(ID, { status: '4.4.7' }))).toMatchObject({ kind: 'bounce', status: '4.4.7' });
  expect(await read(bounceOf(ID, { original: ['Content-Type: text/plain', '', 'none'] }))).toMatchObject({
    kind: 'bounce',
    messageIds: [],
  });
});

it('reads complaints, and takes no delay, no praise and no letter for one', async () => {
  expect(await read(complaintOf(ID))).toEqual({ kind: 'complaint', messageIds: [ID] });
  expect(await read(complaintOf(ID, 'not-spam'))).toEqual({ kind: 'other' });
  for (const action of ['delayed', 'relayed', 'delivered', 'expanded']) {
    expect(await read(bounceOf(ID, { action, status: '4.2.2' }))).toEqual({ kind: 'other' });
  }
  expect(
    await read(`Subject: Out of office\r\nMessage-ID: <${ID}>\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n`),
  ).toEqual({
    kind: 'other',
  });
});

it('never throws, whatever comes, and says nothing longer than a line', async () => {
  const good = bounceOf(ID);
  const spoiled = fc
    .tuple(fc.nat(good.length), fc.nat(80), fc.string({ unit: 'binary', maxLength: 60 }))
    .map(([at, length, with_]) => good.slice(0, at) + with_ + good.slice(at + length));
  await fc.assert(
    fc.asyncProperty(fc.oneof(spoiled, fc.string({ unit: 'binary', maxLength: 500 })), async (text) => {
      const told = await read(text);
      expect(['bounce', 'complaint', 'other']).toContain(told.kind);
      if (told.kind === 'bounce') expect(told.words.length).toBeLessThanOrEqual(400);
    }),
    { numRuns: 300 },
  );
});
