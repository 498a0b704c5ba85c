import type { Source } from './source.ts';

/** A source that nobody has, of whose sections `a.B` can be chosen. */
export function inventedSource(more: Partial<Source> = {}): Source {
  return {
    name: 'old-library',
    title: 'Old Library',
    home: 'https://library.example.org',
    licence: 'CC0 1.0',
    help: 'Scrolls as they are copied.',
    courtesy: { gate: 'old-library', everyMs: 3_000 },
    addresses: { oai: 'https://library.example.org/oai', feed: 'https://library.example.org/feed' },
    choice: {
      help: 'Shelves',
      example: 'a.B a.C',
      parse: (word) =>
        /^[a-z]\.[a-z]$/i.test(word) ? { value: word.toLowerCase() } : { allowed: 'a shelf, such as a.B' },
    },
    streams: ({ values }) =>
      values.map((name) => ({
        name,
        schedule: { everyMs: 3_600_000 },
        next: () => undefined,
        parse: () => ({ readings: [], cursor: 0 }),
      })),
    ...more,
  };
}

/** Two of them: one with two addresses, and one with a single one and a key. */
export const INVENTED: [Source, Source] = [
  inventedSource(),
  inventedSource({
    name: 'scribes',
    title: 'Scribes',
    addresses: { '': 'https://scribes.example.org' },
    key: 'Key of a scribe.',
  }),
];
