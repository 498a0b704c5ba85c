import { printable } from '../text/escape.ts';
import { markdownWords } from '../text/markdown.ts';
import { cut, moreWords, uncalling } from './fit.ts';
import type { Post, PostEntry } from './post.ts';

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const MOST_EMBEDS = 10;
const LONGEST_TOTAL = 6_000;
const LONGEST_TITLE = 256;
const LONGEST_NAME = 256;
const LONGEST_CONTENT = 2_000;
const LONGEST_ADDRESS = 2_000;

/** Markdown of Discord's own beyond the usual: spoilers, underlines and strikes. */
const words = (text: string) => markdownWords(uncalling(text)).replace(/[~_](?=[~_])|(?<=[~_])[~_]/g, '\\$&');

function embedOf(entry: PostEntry) {
  const about = [words(entry.because), words(entry.abstract)].filter(Boolean).join('\n');
  return {
    title: cut(words(entry.title), LONGEST_TITLE),
    ...(entry.url.length <= LONGEST_ADDRESS && { url: entry.url }),
    ...(entry.authors && { author: { name: cut(uncalling(entry.authors), LONGEST_NAME) } }),
    ...(about && { description: about }),
  };
}

const sizeOf = ({ title, author, description = '' }: ReturnType<typeof embedOf>) =>
  title.length + (author?.name.length ?? 0) + description.length;

/** The embeds that fit into one message together. */
function embedsOf(entries: readonly PostEntry[]) {
  const embeds: ReturnType<typeof embedOf>[] = [];
  let size = 0;
  for (const entry of entries.slice(0, MOST_EMBEDS)) {
    const embed = embedOf(entry);
    size += sizeOf(embed);
    if (size > LONGEST_TOTAL) break;
    embeds.push(embed);
  }
  return embeds;
}

/** The body of a message to a webhook of Discord. What calls everybody is off, whatever the texts say. */
export function discordBody(post: Post): object {
  const embeds = embedsOf(post.entries);
  const more = post.more + post.entries.length - embeds.length;
  const content = `**${words(printable(post.heading))}**\n${moreWords(more)}: <${post.webUrl}>`;
  return {
    content: content.length <= LONGEST_CONTENT ? content : cut(`**${words(post.heading)}**`, LONGEST_CONTENT),
    allowed_mentions: { parse: [] },
    ...(embeds.length > 0 && { embeds }),
  };
}
