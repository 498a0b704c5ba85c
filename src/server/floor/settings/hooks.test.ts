import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { describeSettings, readSettings, SETTINGS } from '../settings.ts';
import { readGiven } from './given.ts';

const OFFPRINT_DATA = resolve('no-such-folder/of-any-test');
const read = (OFFPRINT_HOOKS: string, OFFPRINT_HOOKS_SECRETS = '') =>
  readSettings({ OFFPRINT_DATA, OFFPRINT_HOOKS, OFFPRINT_HOOKS_SECRETS });
const refusalOf = (hooks: string, secrets?: string): string => {
  try {
    read(hooks, secrets);
  } catch (error) {
    const { message, next } = error as { message: string; next: string };
    return `${message} ${next}`;
  }
  return 'nothing was refused';
};

test('without settings there are no hooks, and no private addresses', () => {
  expect(readSettings({ OFFPRINT_DATA })).toMatchObject({ hooks: [], hooksPrivate: false });
});

test('a hook is a list, a time, and where it goes', () => {
  const { hooks } = read(
    'team=slack:/papers@09:00/Europe/Berlin,days=mon-wed+sat,most=5  lab=matrix:/papers?q=cat:cs.CL%20by@ada@23:59/UTC',
    'team.url=https://hooks.slack.com/services/T0/B0/x lab.url=https://matrix.example.org/ lab.token=syt_x lab.room=!a:example.org',
  );
  expect(hooks).toEqual([
    {
      name: 'team',
      list: '/papers',
      schedule: { at: '09:00', zone: 'Europe/Berlin', weekdays: [1, 2, 3, 6] },
      most: 5,
      target: { kind: 'slack', url: 'https://hooks.slack.com/services/T0/B0/x' },
    },
    {
      name: 'lab',
      list: '/papers?q=cat:cs.CL%20by@ada',
      schedule: { at: '23:59', zone: 'UTC' },
      most: 10,
      target: { kind: 'matrix', url: 'https://matrix.example.org', token: 'syt_x', room: '!a:example.org' },
    },
  ]);
});

test('Telegram’s own address needs not be said; an address keeps its end', () => {
  const secrets = 'a.token=123456:ABCDEFGHIJ a.chat=@papers b.url=https://x.example/in/?a=1/ b.secret=0123456789abcdef';
  const { hooks } = read('a=telegram:/papers@09:00/UTC b=webhook:/papers@09:00/UTC', secrets);
  expect(hooks.map(({ target }) => target.url)).toEqual(['https://api.telegram.org', 'https://x.example/in/?a=1/']);
});

test.each([
  'team',
  'Team=slack:/papers@09:00/UTC',
  'team=irc:/papers@09:00/UTC',
  'team=slack:/elsewhere@09:00/UTC',
  'team=slack:/papersx@09:00/UTC',
  'team=slack:/papers@24:00/UTC',
  'team=slack:/papers@9:00/UTC',
  'team=slack:/papers@09:00/Atlantis',
  'team=slack:/papers@09:00',
  'team=slack:/papers@09:00/UTC,most=0',
  'team=slack:/papers@09:00/UTC,most=51',
  'team=slack:/papers@09:00/UTC,most=x',
  'team=slack:/papers@09:00/UTC,days=fri-mon',
  'team=slack:/papers@09:00/UTC,days=noday',
  'team=slack:/papers@09:00/UTC,often=1',
])('%s stops the start, and what is allowed is said', (hook) => {
  const other = 'ok=slack:/papers@09:00/UTC';
  expect(refusalOf(`${other} ${hook}`)).toMatch(
    /^The setting OFFPRINT_HOOKS cannot be "[^ ]*" \(set in the environment\)\. Allowed: words of the form NAME=KIND/,
  );
  expect(refusalOf(`${other} ${hook}`)).toContain(JSON.stringify(hook));
});

test('a name stands once', () => {
  expect(refusalOf('a=slack:/papers@09:00/UTC a=slack:/papers@10:00/UTC')).toContain('a=slack:/papers@10:00/UTC');
});

test.each([
  ['slack', '', /a\.url is missing.*a\.url is an http/],
  ['slack', 'a.url=ftp://x.example/hunter2', /a\.url has another form/],
  ['slack', 'a.url=https://me:hunter2@x.example/', /a\.url has another form/],
  ['slack', 'a.url=https://hunter2:99999/', /a\.url has another form/],
  ['slack', 'a.url=https://x.example/ a.token=hunter2', /a, of kind slack, has no token.*Allowed: a\.url/],
  ['slack', 'a.url=https://x.example/ b.url=https://hunter2.example/', /no hook is called b.*Allowed: a/],
  ['webhook', 'a.url=https://x.example/ a.secret=hunter2', /a\.secret has another form.*16 to 200/],
  ['matrix', 'a.url=https://x.example/?hunter2 a.token=x a.room=!r:x', /a\.url has another form/],
  ['matrix', 'a.url=https://x.example a.token=x a.room=#hunter2:x', /a\.room has another form.*begins with !/],
  ['telegram', 'a.token=hunter2 a.chat=1', /a\.token has another form/],
  ['telegram', 'a.token=123456:ABCDEFGHIJ a.chat=hunter2', /a\.chat has another form/],
  ['slack', 'hunter2', /OFFPRINT_HOOKS_SECRETS cannot be its value/],
  ['slack', 'a.url=https://x.example a.url=https://hunter2.example', /OFFPRINT_HOOKS_SECRETS cannot be its value/],
])('a %s with the secrets “%s” stops the start without telling them', (kind, secrets, words) => {
  const refused = refusalOf(`a=${kind}:/papers@09:00/UTC`, secrets);
  expect(refused).toMatch(words);
  expect(refused).toContain('OFFPRINT_HOOKS_SECRETS');
  expect(refused).not.toContain('hunter2');
});

test('the table shows hooks and none of their secrets', () => {
  const env = {
    OFFPRINT_DATA,
    OFFPRINT_HOOKS: 'a=slack:/papers@09:00/UTC',
    OFFPRINT_HOOKS_SECRETS: 'a.url=https://hunter2.example',
  };
  const rows = describeSettings(SETTINGS, readGiven(env)).filter(({ group }) => group === 'hooks');
  expect(rows.map(({ value }) => value)).toEqual(['a=slack:/papers@09:00/UTC', '(set)', 'off']);
});
