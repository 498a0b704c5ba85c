import { resolve } from 'node:path';
import { type DeviceChoice, type PoolingChoice, parseEmbedder } from '../embedder-choice.ts';
import { parseHookSecrets, parseHooks } from './hooks.ts';
import { type Parsed, rowsOf, type Setting } from './setting.ts';

const general = rowsOf('general');
const database = rowsOf('database');
const search = rowsOf('search');
const embedder = rowsOf('embedder');
const server = rowsOf('server');
const hooks = rowsOf('hooks');
const mail = rowsOf('mail');

/** What stands before a text: empty for the model's own words, `none` for nothing. */
const prefix = (key: string, help: string): Setting<string | undefined> => ({
  ...embedder.text(key, '', `${help} Empty: what the model says of itself; none: nothing.`),
  parse: (value) => ({ value: value === '' ? undefined : value === 'none' ? '' : value }),
});

/** It goes into a header: printable ASCII without spaces or brackets. */
const CONTACT = /^(?:[!-'*-;=?A-~]+@[!-'*-;=?A-~]+\.[!-'*-;=?A-~]+|https?:\/\/[!-'*-;=?-~]+)$/;

const isOrigin = (text: string) =>
  /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text.toLowerCase();
/** Goes into headers and envelopes: one address, in ASCII. */
const MAIL_FROM = /^[\w.+-]{1,64}@(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/i;

/** What programs can bring in a header, and nobody guesses. */
const bearable = (value: string) =>
  /^(?:[\x21-\x7e]{16,200})?$/.test(value)
    ? { value }
    : { allowed: 'empty, or 16 to 200 ASCII characters without spaces' };

/** Every setting but those of the sources, which follow from the sources. */
export const TABLE = {
  dataDir: {
    ...general.text(
      'OFFPRINT_DATA',
      './offprint-data',
      'Folder that holds all state: the database and the search index.',
    ),
    environmentOnly: true,
    parse: (value: string) => (value ? { value: resolve(value) } : { allowed: 'the path of a folder' }),
  },
  configFile: {
    ...general.text(
      'OFFPRINT_CONFIG',
      '',
      'File with settings, KEY=value a line; empty for offprint.env in the data folder. The environment goes before it.',
    ),
    environmentOnly: true,
    parse: (value: string) => ({ value: value && resolve(value) }),
  },
  contact: {
    ...general.text(
      'OFFPRINT_CONTACT',
      '',
      'Mail address or web page told to the sources with each request, for when they have a complaint.',
    ),
    parse: (value: string) =>
      value === '' || (CONTACT.test(value) && value.length <= 200)
        ? { value }
        : { allowed: 'empty, a mail address, or an address that starts with https://' },
  },
  databaseUrl: {
    ...database.text('DATABASE_URL', '', 'PostgreSQL to use instead of the embedded SQLite, as postgres://…'),
    secret: true,
    parse: (value: string) =>
      value === '' || (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value))
        ? { value }
        : { allowed: 'empty, or an address that starts with postgres://' },
  },
  indexUri: search.text(
    'OFFPRINT_INDEX',
    '',
    'Search index elsewhere than in the data folder: a path, or s3://bucket/prefix.',
  ),
  embedder: {
    ...embedder.text(
      'OFFPRINT_EMBEDDER',
      'static',
      'Turns papers into vectors for search by meaning: static (built in), transformers:NAME_OR_FOLDER, openai:MODEL.',
    ),
    parse: parseEmbedder,
  },
  embedderUrl: embedder.address(
    'OFFPRINT_EMBEDDER_URL',
    'https://api.openai.com/v1',
    'Endpoint of the openai embedder; titles, abstracts and questions are sent there.',
    'OFFPRINT_EMBEDDER_KEY',
  ),
  embedderKey: embedder.secret('OFFPRINT_EMBEDDER_KEY', 'Key for that endpoint, where it wants one.'),
  embedderModels: {
    ...embedder.text(
      'OFFPRINT_EMBEDDER_MODELS',
      '',
      'Folder with the files of models for the transformers embedder; empty for “models” in the data folder.',
    ),
    parse: (value: string) => ({ value: value && resolve(value) }),
  },
  embedderDevice: embedder.oneOf<DeviceChoice>(
    'OFFPRINT_EMBEDDER_DEVICE',
    'auto',
    ['auto', 'cpu', 'cuda'],
    'What the transformers embedder computes on: auto, cpu, cuda.',
  ),
  embedderPooling: embedder.oneOf<PoolingChoice>(
    'OFFPRINT_EMBEDDER_POOLING',
    'auto',
    ['auto', 'mean', 'cls', 'last'],
    'How the transformers embedder makes one vector of many: auto (as the model says), mean, cls, last.',
  ),
  embedderQuestionPrefix: prefix('OFFPRINT_EMBEDDER_PREFIX_QUESTION', 'Text put before a question.'),
  embedderPaperPrefix: prefix('OFFPRINT_EMBEDDER_PREFIX_PAPER', 'Text put before a paper.'),
  smtpUrl: {
    ...mail.text(
      'OFFPRINT_SMTP_URL',
      '',
      'Mail server to send with, as smtp://USER:PASSWORD@HOST:587 or smtps://…; empty: mails become files in the data folder.',
    ),
    secret: true,
    parse: (value: string) =>
      value === '' || (/^smtps?:\/\/[^/]/.test(value) && URL.canParse(value))
        ? { value }
        : { allowed: 'empty, or an address that starts with smtp:// or smtps://' },
  },
  mailFrom: {
    ...mail.text('OFFPRINT_MAIL_FROM', 'offprint@localhost.localdomain', 'Address that mails come from.'),
    parse: (value: string) =>
      MAIL_FROM.test(value) && value.length <= 200
        ? { value }
        : { allowed: 'a mail address, such as papers@example.org' },
  },
  bouncesUrl: {
    ...mail.text(
      'OFFPRINT_BOUNCES_URL',
      '',
      'Mailbox that undelivered mails and complaints come back to, as imaps://USER:PASSWORD@HOST/INBOX, or file:///… for a Maildir; empty for none.',
    ),
    secret: true,
    parse: (value: string) =>
      value === '' || (/^(?:imaps?:\/\/[^/]|file:\/\/\/)/.test(value) && URL.canParse(value))
        ? { value }
        : { allowed: 'empty, or an address that starts with imap://, imaps:// or file:///' },
  },
  bouncesSecret: {
    ...mail.secret(
      'OFFPRINT_BOUNCES_SECRET',
      'What a mail service brings that posts returned mails to /api/returned-mail; empty where none may.',
    ),
    parse: bearable,
  },
  mailLimit: mail.wholeNumber(
    'OFFPRINT_MAIL_LIMIT',
    600,
    0,
    1_000_000,
    'Mails to one receiving domain in a minute; 0 for no limit.',
  ),
  dkimDomain: {
    ...mail.text('OFFPRINT_DKIM_DOMAIN', '', 'Domain that mails are signed for (DKIM); empty for no signature.'),
    parse: (value: string) =>
      /^(?:[a-z0-9.-]{1,200})?$/i.test(value) ? { value } : { allowed: 'empty, or a domain such as example.org' },
  },
  dkimSelector: {
    ...mail.text(
      'OFFPRINT_DKIM_SELECTOR',
      'offprint',
      'Selector of the key: its public half is at SELECTOR._domainkey.DOMAIN.',
    ),
    parse: (value: string) =>
      /^[a-z0-9.-]{1,100}$/i.test(value) ? { value } : { allowed: 'letters, digits, dots and hyphens' },
  },
  dkimKey: {
    ...mail.text('OFFPRINT_DKIM_KEY', '', 'File with the private key for DKIM, as PEM.'),
    parse: (value: string) => ({ value: value && resolve(value) }),
  },
  host: server.text('HOST', '127.0.0.1', 'Address to listen on; 0.0.0.0 for every network interface.'),
  port: server.wholeNumber('PORT', 3000, 0, 65_535, 'Port to listen on.'),
  jobs: {
    ...server.text(
      'OFFPRINT_JOBS',
      'on',
      'Whether the server also harvests and keeps the search index: on, or off where “offprint work” does it elsewhere.',
    ),
    parse: (value: string) => (value === 'on' || value === 'off' ? { value: value === 'on' } : { allowed: 'on, off' }),
  },
  apiLimit: server.wholeNumber(
    'OFFPRINT_API_LIMIT',
    3000,
    0,
    1_000_000,
    'API requests that one address may make in five minutes; 0 for no limit.',
  ),
  cors: {
    ...server.text(
      'OFFPRINT_CORS',
      '',
      'Sites whose pages may ask the API from a browser: empty for none, * for all, or addresses such as https://notes.example.org.',
    ),
    parse: (value: string): Parsed<readonly string[]> => {
      const sites = value.split(/[\s,]+/).filter(Boolean);
      const wrong = sites.find((site) => !isOrigin(site));
      if (value.trim() === '*') return { value: ['*'] };
      if (wrong === undefined) return { value: sites.map((site) => site.toLowerCase()) };
      return { allowed: 'empty, *, or schemes and hosts without a path, with blanks between them', wrong };
    },
  },
  proxies: server.wholeNumber(
    'OFFPRINT_PROXIES',
    0,
    0,
    10,
    'Proxies in front whose X-Forwarded-For is believed; 0 believes none.',
  ),
  adminKey: {
    ...server.secret('OFFPRINT_ADMIN_KEY', 'Key of the administrator, for /admin; empty for one made at random.'),
    parse: bearable,
  },
  origin: {
    ...server.text(
      'ORIGIN',
      '',
      'Public address of the site, such as https://papers.example.org; guessed from the request when empty.',
    ),
    parse: (value: string) =>
      value === '' || /^https?:\/\/[^/]+$/.test(value)
        ? { value }
        : { allowed: 'empty, or a scheme and a host without a path' },
  },
  hookPlans: {
    ...hooks.text(
      'OFFPRINT_HOOKS',
      '',
      'Lists posted to chats and programs, as words NAME=KIND:LIST@HH:MM/ZONE; docs/chat.md has the kinds.',
    ),
    parse: parseHooks,
  },
  hookSecrets: {
    ...hooks.text('OFFPRINT_HOOKS_SECRETS', '', 'Addresses and tokens of the hooks, as words NAME.FIELD=VALUE.'),
    secret: true,
    parse: parseHookSecrets,
  },
  hooksPrivate: {
    ...hooks.text(
      'OFFPRINT_HOOKS_PRIVATE',
      'off',
      'Whether hooks may lead to private addresses, such as a chat server in your own network: on, off.',
    ),
    parse: (value: string) => (value === 'on' || value === 'off' ? { value: value === 'on' } : { allowed: 'on, off' }),
  },
} satisfies Record<string, Setting<unknown>>;
