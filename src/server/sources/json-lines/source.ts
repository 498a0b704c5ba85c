import { oneAddress } from '../one-address.ts';
import type { Source } from '../source.ts';
import { webAddress } from '../web-address.ts';
import { readLines } from './lines.ts';

const DAY_MS = 86_400_000;

/** Files of JSON lines at addresses: what another tool or group publishes. Records say themselves whose they are. */
export const jsonLines: Source = {
  name: 'json-lines',
  title: 'JSON lines',
  home: 'https://jsonlines.org',
  licence: 'each file’s own, kept with each paper where its record names it',
  help:
    'Files of JSON lines at addresses, gzipped or not, with records as “offprint import” takes them; ' +
    'up to 32 MB, unpacked 64 MB. A watched folder takes larger ones.',
  courtesy: { gate: 'json-lines', everyMs: 2_000 },
  addresses: {},
  choice: {
    help: 'Addresses of files of JSON lines.',
    example: 'https://papers.example.org/new.jsonl.gz',
    parse(word) {
      const value = webAddress(word);
      return value ? { value } : { allowed: 'the address of a file, http or https, without a password' };
    },
  },
  streams: ({ values }) =>
    [...new Set(values)].map((address) =>
      oneAddress({
        name: address,
        schedule: { everyMs: DAY_MS },
        ask: { url: address },
        read: (body, { now }) => readLines(body, address, now),
      }),
    ),
};
