import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect, it } from 'vitest';
import { selfSigned } from '#test/harness/certificate.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { digestsFor, sendOnce } from '#test/harness/ledger.ts';
import { mailServer } from '#test/harness/mail-server.ts';

const NOW = new Date('2026-11-24T08:00:00Z');
const PASSWORD = 'pass: word/@';

/** Lets in who has the password, by the methods that it names; TLS is offered where no command is disabled. */
const guarded = (authMethods: string[], more = {}) =>
  mailServer(undefined, undefined, {
    disabledCommands: ['STARTTLS'],
    authMethods,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, answer) {
      if (username === 'digest' && password === PASSWORD) answer(null, { user: username });
      else answer(Object.assign(new Error('5.7.8 Wrong'), { responseCode: 535 }));
    },
    ...more,
  });

describeEngines('a mail server that asks who sends', ({ database }) => {
  it.each(['PLAIN', 'LOGIN'])('is given user and password by %s', async (method) => {
    const { db } = await database();
    const server = await guarded([method]);
    await digestsFor(db, ['ada@example.org'], NOW);
    const url = `smtp://digest:${encodeURIComponent(PASSWORD)}@127.0.0.1:${server.port}`;
    expect(await sendOnce(db, url, { now: () => NOW })).toMatchObject({ sent: 1 });
    await server.close();
  });

  it('that refuses them leaves the mails for another try, says why, and bars nobody', async () => {
    const { db } = await database();
    const server = await guarded(['PLAIN']);
    await digestsFor(db, ['ada@example.org'], NOW);
    const url = `smtp://digest:guess@127.0.0.1:${server.port}`;
    expect(await sendOnce(db, url, { now: () => NOW })).toMatchObject({ sent: 0, later: 1, bounced: 0 });
    const row = await db.selectFrom('mails').select(['state', 'error']).executeTakeFirstOrThrow();
    expect(row).toEqual({ state: 'pending', error: expect.stringContaining('5.7.8 Wrong') });
    expect(await db.selectFrom('suppressions').selectAll().execute()).toEqual([]);
    await server.close();
  });

  it.each(['smtp', 'smtps'])('with a certificate that nobody known signed is not trusted, over %s', async (scheme) => {
    const { db } = await database();
    const server = await guarded(['PLAIN'], { ...selfSigned(), disabledCommands: [], secure: scheme === 'smtps' });
    await digestsFor(db, ['ada@example.org'], NOW);
    const url = `${scheme}://digest:${encodeURIComponent(PASSWORD)}@127.0.0.1:${server.port}`;
    expect(await sendOnce(db, url, { now: () => NOW })).toMatchObject({ sent: 0, later: 1 });
    const { error } = await db.selectFrom('mails').select('error').executeTakeFirstOrThrow();
    expect(error).toMatch(/certificate.* NODE_EXTRA_CA_CERTS/);
    expect(server.delivered).toEqual([]);
    await server.close();
  });

  it.each(['smtp', 'smtps'])('with a certificate that is trusted gets its mails under TLS, over %s', async (scheme) => {
    const { db } = await database();
    const { key, cert } = selfSigned();
    const known = getCACertificates('default');
    const sessions: boolean[] = [];
    const server = await guarded(['PLAIN'], {
      key,
      cert,
      disabledCommands: [],
      allowInsecureAuth: false,
      secure: scheme === 'smtps',
      onMailFrom(_address: unknown, session: { secure: boolean }, answer: () => void) {
        sessions.push(session.secure);
        answer();
      },
    });
    await digestsFor(db, ['ada@example.org'], NOW);
    const url = `${scheme}://digest:${encodeURIComponent(PASSWORD)}@localhost:${server.port}`;
    try {
      setDefaultCACertificates([...known, cert]);
      expect(await sendOnce(db, url, { now: () => NOW })).toMatchObject({ sent: 1 });
    } finally {
      setDefaultCACertificates(known);
    }
    expect(sessions).toEqual([true]);
    await server.close();
  });
});
