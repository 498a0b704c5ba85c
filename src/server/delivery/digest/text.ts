import type { Digest, DigestEntry } from './digest.ts';
import { aboutWords, CHANGE_WORDS, END_WORDS, reasonWords, webLinks, whyWords } from './words.ts';
import { COLUMNS, wrapped } from './wrapped.ts';

const lines = (...all: (string | false)[]) => all.filter(Boolean).join('\n');

/** An address after its words: on the same line where that is short enough to be read there. */
const link = (words: string, url: string) =>
  `${wrapped(words)}:${words.length + url.length + 2 > COLUMNS ? '\n' : ' '}${url}`;

function entryText({ title, url, authors, because, abstract, links }: DigestEntry, number: number): string {
  return [
    lines(wrapped(`${number}. ${title}`), wrapped(authors), because !== '' && wrapped(whyWords(because))),
    wrapped(abstract),
    lines(url, ...links.map((one) => link(one.words, one.url))),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** A bounded digest as plain text: lines of at most 72 columns, but for addresses, which are never cut. */
export function textOf(digest: Digest): string {
  const { list, entries, preferencesUrl, unsubscribeUrl } = digest;
  const foot = [
    wrapped(reasonWords(digest)),
    lines(`${CHANGE_WORDS}:`, preferencesUrl),
    lines(`${END_WORDS}:`, unsubscribeUrl),
  ];
  return `${[
    lines(wrapped(list), wrapped(aboutWords(digest))),
    ...entries.map((entry, at) => `\n${entryText(entry, at + 1)}`),
    `\n${webLinks(digest)
      .map(({ words, url }) => lines(`${words}:`, url))
      .join('\n\n')}`,
    '-'.repeat(COLUMNS),
    ...foot,
  ].join('\n\n')}\n`;
}
