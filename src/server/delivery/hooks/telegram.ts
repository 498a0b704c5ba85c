import { fitted, moreWords } from './fit.ts';
import { html, htmlLink, htmlLinks } from './html.ts';
import type { Post, PostEntry } from './post.ts';

/** https://core.telegram.org/bots/api#sendmessage counts after its HTML is read; ours counts before, and is shorter. */
const LONGEST_TEXT = 4_096;

function itemOf(entry: PostEntry): string {
  const lines = [`<b>${htmlLink(entry.title, entry.url)}</b>`, html(entry.authors), html(entry.because)];
  return [...lines, htmlLinks(entry)].filter(Boolean).join('\n');
}

/** The body of `sendMessage`. Abstracts are left out: ten papers would not fit. */
export function telegramBody(post: Post, chat: string): object {
  const tail = (left: number) => htmlLink(moreWords(post.more + left), post.webUrl);
  return {
    chat_id: chat,
    text: fitted(`<b>${html(post.heading)}</b>`, post.entries.map(itemOf), tail, LONGEST_TEXT),
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
  };
}
