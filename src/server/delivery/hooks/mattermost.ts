import { markdownWords } from '../text/markdown.ts';
import { fitted, moreWords, uncalling } from './fit.ts';
import type { Post, PostEntry } from './post.ts';

/** https://developers.mattermost.com/integrate/webhooks/incoming: characters of a message. */
const LONGEST_TEXT = 16_383;

const words = (text: string) => markdownWords(uncalling(text));
const link = (title: string, url: string) => `[${words(title)}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;

function itemOf(entry: PostEntry): string {
  const links = entry.links.map(({ words: name, url }) => link(name, url)).join(' · ');
  const lines = [
    `**${link(entry.title, entry.url)}**`,
    words(entry.authors),
    words(entry.because),
    words(entry.abstract),
  ];
  return [...lines, links].filter(Boolean).join('  \n');
}

/** The body of a message to an incoming webhook of Mattermost. */
export function mattermostBody(post: Post): object {
  const tail = (left: number) => link(moreWords(post.more + left), post.webUrl);
  const head = `#### ${words(post.heading)}`;
  return { text: fitted(head, post.entries.map(itemOf), tail, LONGEST_TEXT) };
}
