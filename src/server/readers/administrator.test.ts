import { expect, it } from 'vitest';
import { describeEngines } from '#test/harness/engines.ts';
import {
  administratorByBearer,
  administratorByKey,
  administratorBySession,
  administratorKey,
  keyMadeNow,
  renewAdministratorKey,
  sessionFor,
} from './administrator.ts';

describeEngines('the administrator', ({ place, database }) => {
  it('has one key, whoever asks for it first', async () => {
    const at = await place();
    const [one, two] = [await database(at), await database(at)];
    const keys = await Promise.all([one, two, one, two].map(({ db }) => administratorKey(db, '')));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[\w-]{32}$/);
    expect(await administratorKey(one.db, 'a key of our own')).toBe('a key of our own');
  });

  it('is told the key at the first start alone, and gets another by asking for it', async () => {
    const { db } = await database(await place());
    expect(await keyMadeNow(db, 'a key of our own')).toBeUndefined();
    const [first, ...others] = (await Promise.all([keyMadeNow(db, ''), keyMadeNow(db, '')])).filter(Boolean);
    expect([first, others]).toEqual([await administratorKey(db, ''), []]);
    expect(await keyMadeNow(db, '')).toBeUndefined();
    const second = await renewAdministratorKey(db, '');
    expect(second).not.toBe(first);
    expect(await administratorKey(db, '')).toBe(second);
    expect(administratorBySession(second, sessionFor(first!))).toBeUndefined();
    await expect(renewAdministratorKey(db, 'a key of our own')).rejects.toMatchObject({ kind: 'Conflict' });
  });

  it('is known by the key or by a session made of it, and by nothing else', () => {
    const key = 'correct horse battery staple';
    expect(administratorByKey(key, ` ${key}\n`)).toBeDefined();
    expect(() => administratorByKey(key, 'guess')).toThrow('That is not the key.');
    expect(() => administratorByKey(key, '')).toThrow('That is not the key.');
    expect(administratorBySession(key, sessionFor(key))).toBeDefined();
    expect(administratorByBearer('k-1', 'Bearer k-1')).toBeDefined();
    for (const header of [null, '', 'Bearer', 'Bearer k-2', 'Basic k-1', 'k-1', 'Bearer k-1 k-1'])
      expect(administratorByBearer('k-1', header)).toBeUndefined();
    for (const session of [undefined, '', key, sessionFor('another')])
      expect(administratorBySession(key, session)).toBeUndefined();
  });
});
