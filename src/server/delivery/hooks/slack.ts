import { printable } from '../text/escape.ts';
import { cut, moreWords, uncalling } from './fit.ts';
import type { Post, PostEntry } from './post.ts';

/** https://docs.slack.dev/reference/block-kit/blocks: blocks of a message, characters of a header and of a text. */
const MOST_BLOCKS = 50;
const LONGEST_HEADER = 150;
const LONGEST_TEXT = 3_000;

/** The three characters that control a text: `<!channel>` and links begin with one of them. */
const escaped = (text: string) =>
  uncalling(printable(text)).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const address = (url: string) => url.replace(/[|<>]/g, encodeURIComponent).replaceAll('&', '&amp;');
const link = (words: string, url: string) => `<${address(url)}|${escaped(words)}>`;

/** `verbatim`: nothing of the text becomes a link or a call by itself. */
const text = (words: string) => ({ type: 'mrkdwn', text: words, verbatim: true });

/** As many lines as fit, the title before all. */
function wordsOf(entry: PostEntry): string {
  const links = entry.links.map(({ words, url }) => link(words, url)).join(' · ');
  const title = link(entry.title, entry.url);
  const bold = title.length <= LONGEST_TEXT / 2 ? `*${title}*` : escaped(entry.title);
  const lines = [bold, escaped(entry.authors), escaped(entry.because), links, escaped(entry.abstract)];
  return lines.filter(Boolean).reduce((all, line) => {
    const longer = `${all}\n${line}`;
    return longer.length <= LONGEST_TEXT ? longer : all;
  });
}

/** The body of a message to an incoming webhook of Slack. */
export function slackBody(post: Post): object {
  const shown = post.entries.slice(0, MOST_BLOCKS - 2);
  const more = post.more + post.entries.length - shown.length;
  return {
    text: escaped(`${post.heading} · Offprint`),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      {
        type: 'header',
        text: { type: 'plain_text', text: cut(uncalling(post.heading), LONGEST_HEADER), emoji: false },
      },
      ...shown.map((entry) => ({ type: 'section', text: text(wordsOf(entry)) })),
      { type: 'context', elements: [text(link(moreWords(more), post.webUrl))] },
    ],
  };
}
