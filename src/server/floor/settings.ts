import { resolve } from 'node:path';
import {
  type DeviceChoice,
  type EmbedderSettings,
  type PoolingChoice,
  parseEmbedder,
  parseEndpoint,
} from './embedder-choice.ts';
import { invalid } from './failure.ts';

/** One row of the table of settings: key, default, check, one line of help. */
interface Setting<T> {
  key: string;
  fallback: string;
  help: string;
  /** Shown as `(set)` instead of its value. */
  secret?: boolean;
  /** The value, or a sentence that says what is allowed. */
  parse(text: string): { value: T } | { allowed: string };
}

const text = (key: string, fallback: string, help: string): Setting<string> => ({
  key,
  fallback,
  help,
  parse: (value) => ({ value }),
});

const wholeNumber = (key: string, fallback: number, least: number, most: number, help: string): Setting<number> => ({
  key,
  fallback: String(fallback),
  help,
  parse: (value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    return number >= least && number <= most
      ? { value: number }
      : { allowed: `a whole number from ${least} to ${most}` };
  },
});

const oneOf = <T extends string>(key: string, fallback: T, values: readonly T[], help: string): Setting<T> => ({
  key,
  fallback,
  help,
  parse: (value) =>
    (values as readonly string[]).includes(value) ? { value: value as T } : { allowed: values.join(', ') },
});

/** What stands before a text: empty for the model's own words, `none` for nothing. */
const prefix = (key: string, help: string): Setting<string | undefined> => ({
  key,
  fallback: '',
  help: `${help} Empty: what the model says of itself; none: nothing.`,
  parse: (value) => ({ value: value === '' ? undefined : value === 'none' ? '' : value }),
});

const TABLE = {
  dataDir: {
    ...text('OFFPRINT_DATA', './offprint-data', 'Folder that holds all state: the database and the search index.'),
    parse: (value: string) => (value ? { value: resolve(value) } : { allowed: 'the path of a folder' }),
  },
  databaseUrl: {
    ...text('DATABASE_URL', '', 'PostgreSQL to use instead of the embedded SQLite, as postgres://…'),
    secret: true,
    parse: (value: string) =>
      value === '' || (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value))
        ? { value }
        : { allowed: 'empty, or an address that starts with postgres://' },
  },
  indexUri: text(
    'OFFPRINT_INDEX',
    '',
    'Search index elsewhere than in the data folder: a path, or s3://bucket/prefix.',
  ),
  embedder: {
    ...text(
      'OFFPRINT_EMBEDDER',
      'static',
      'Turns papers into vectors for search by meaning: static (built in), transformers:NAME_OR_FOLDER, openai:MODEL.',
    ),
    parse: parseEmbedder,
  },
  embedderUrl: {
    ...text(
      'OFFPRINT_EMBEDDER_URL',
      'https://api.openai.com/v1',
      'Endpoint of the openai embedder; titles, abstracts and questions are sent there.',
    ),
    parse: parseEndpoint,
  },
  embedderKey: {
    ...text('OFFPRINT_EMBEDDER_KEY', '', 'Key for that endpoint, where it wants one.'),
    secret: true,
    parse: (value: string) =>
      /^[\x21-\x7e]*$/.test(value) ? { value } : { allowed: 'ASCII characters without spaces or line ends' },
  },
  embedderModels: {
    ...text(
      'OFFPRINT_EMBEDDER_MODELS',
      '',
      'Folder with the files of models for the transformers embedder; empty for “models” in the data folder.',
    ),
    parse: (value: string) => ({ value: value && resolve(value) }),
  },
  embedderDevice: oneOf<DeviceChoice>(
    'OFFPRINT_EMBEDDER_DEVICE',
    'auto',
    ['auto', 'cpu', 'cuda'],
    'What the transformers embedder computes on: auto, cpu, cuda.',
  ),
  embedderPooling: oneOf<PoolingChoice>(
    'OFFPRINT_EMBEDDER_POOLING',
    'auto',
    ['auto', 'mean', 'cls', 'last'],
    'How the transformers embedder makes one vector of many: auto (as the model says), mean, cls, last.',
  ),
  embedderQuestionPrefix: prefix('OFFPRINT_EMBEDDER_PREFIX_QUESTION', 'Text put before a question.'),
  embedderPaperPrefix: prefix('OFFPRINT_EMBEDDER_PREFIX_PAPER', 'Text put before a paper.'),
  host: text('HOST', '127.0.0.1', 'Address to listen on; 0.0.0.0 for every network interface.'),
  port: wholeNumber('PORT', 3000, 0, 65_535, 'Port to listen on.'),
  jobs: {
    ...text(
      'OFFPRINT_JOBS',
      'on',
      'Whether the server also keeps the search index: on, or off where “offprint work” does it in another process.',
    ),
    parse: (value: string) => (value === 'on' || value === 'off' ? { value: value === 'on' } : { allowed: 'on, off' }),
  },
  apiLimit: wholeNumber(
    'OFFPRINT_API_LIMIT',
    3000,
    0,
    1_000_000,
    'API requests that one address may make in five minutes; 0 for no limit.',
  ),
  proxies: wholeNumber(
    'OFFPRINT_PROXIES',
    0,
    0,
    10,
    'Proxies in front whose X-Forwarded-For is believed; 0 believes none.',
  ),
  origin: {
    ...text(
      'ORIGIN',
      '',
      'Public address of the site, such as https://papers.example.org; guessed from the request when empty.',
    ),
    parse: (value: string) =>
      value === '' || /^https?:\/\/[^/]+$/.test(value)
        ? { value }
        : { allowed: 'empty, or a scheme and a host without a path' },
  },
} satisfies Record<string, Setting<unknown>>;

export interface Settings extends EmbedderSettings {
  dataDir: string;
  databaseUrl: string;
  indexUri: string;
  host: string;
  port: number;
  jobs: boolean;
  apiLimit: number;
  proxies: number;
  origin: string;
}

/**
 * Reads every setting once, at start.
 * @throws Failure `Invalid` that names the key, the value and what is allowed.
 */
export function readSettings(env: Record<string, string | undefined> = process.env): Readonly<Settings> {
  const values = Object.entries(TABLE).map(([name, setting]) => {
    const given = env[setting.key] ?? setting.fallback;
    const parsed = (setting as Setting<unknown>).parse(given);
    if ('allowed' in parsed) {
      const shown = (setting as Setting<unknown>).secret ? 'its value' : JSON.stringify(given);
      throw invalid(`The setting ${setting.key} cannot be ${shown}.`, `Allowed: ${parsed.allowed}.`);
    }
    return [name, parsed.value] as const;
  });
  return Object.freeze(Object.fromEntries(values)) as unknown as Readonly<Settings>;
}

/** The table for people: key, value as shown, where it came from, help. */
export function describeSettings(env: Record<string, string | undefined> = process.env) {
  return Object.values(TABLE).map((setting) => {
    const given = env[setting.key];
    const shown = (setting as Setting<unknown>).secret ? (given ? '(set)' : '') : (given ?? setting.fallback);
    return {
      key: setting.key,
      value: shown,
      origin: given === undefined ? 'default' : 'environment',
      help: setting.help,
    };
  });
}
