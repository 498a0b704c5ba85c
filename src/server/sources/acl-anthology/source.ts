import { oneAddress } from '../one-address.ts';
import type { Source } from '../source.ts';
import { readCollection } from './collection.ts';
import { collectionOf } from './name.ts';

const WEEK_MS = 7 * 86_400_000;

/**
 * The proceedings and journals of computational linguistics, from the files that the Anthology is built of
 * (https://github.com/acl-org/acl-anthology, folder `data/xml`): one file a collection, up to 5 MB (`2025.acl`).
 * Files change for years, by corrections, revisions and retractions, and as volumes are added.
 */
export const aclAnthology: Source = {
  name: 'acl-anthology',
  title: 'ACL Anthology',
  home: 'https://aclanthology.org',
  licence: 'CC BY 4.0 from 2016 on, CC BY-NC-SA 3.0 before',
  help: 'Papers of computational linguistics by conference and year, with abstracts, DOIs and retractions.',
  courtesy: { gate: 'acl-anthology', everyMs: 3_000 },
  addresses: { xml: 'https://raw.githubusercontent.com/acl-org/acl-anthology/master/data/xml' },
  choice: {
    help: 'Collections as the Anthology names them: year and venue, until 2019 a letter and two digits.',
    example: '2026.acl 2026.emnlp P19',
    parse(word) {
      const value = collectionOf(word);
      return value ? { value } : { allowed: 'a collection such as 2026.acl, 2026.findings or P19' };
    },
  },
  streams: ({ values, addresses }) =>
    [...new Set(values)].map((collection) =>
      oneAddress({
        name: collection,
        schedule: { everyMs: WEEK_MS },
        ask: { url: `${addresses.xml}/${collection}.xml` },
        read: (body, { now }) => readCollection(body, collection, now),
      }),
    ),
};
