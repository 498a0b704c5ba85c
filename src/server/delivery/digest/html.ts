import { escapeHtml } from '../text/escape.ts';
import { LIGHT, STYLE } from './colours.ts';
import type { Digest, DigestEntry } from './digest.ts';
import { aboutWords, CHANGE_WORDS, END_WORDS, reasonWords, webLinks, whyWords } from './words.ts';

/** What authors wrote, and what we say: fonts that are there. */
const SERIF = "Georgia,'Times New Roman',serif";
const SANS = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Titles of the second and later papers, which an inbox shows beside the subject, where the first stands. */
const PREVIEWED = 3;

type Ink = 'ink' | 'quiet' | 'accent';

const link = (url: string, words: string, ink: Ink = 'accent') =>
  `<a class="${ink}" href="${escapeHtml(url)}" style="color:${LIGHT[ink]}">${escapeHtml(words)}</a>`;

/** A paragraph, or nothing. The direction is that of its own first letter. */
const paragraph = (html: string, ink: Ink, size: number) =>
  html && `<p dir="auto" class="${ink}" style="margin:6px 0 0;font-size:${size}px;color:${LIGHT[ink]}">${html}</p>\n`;

function entryHtml({ title, url, authors, because, abstract, links }: DigestEntry): string {
  const why = because && escapeHtml(whyWords(because));
  const ways = links.map((one) => link(one.url, one.words)).join(' · ');
  return [
    `<h2 dir="auto" style="margin:32px 0 0;font:bold 19px/1.3 ${SERIF}">`,
    `<a class="ink" href="${escapeHtml(url)}" style="color:${LIGHT.ink};text-decoration:none">${escapeHtml(title)}</a></h2>\n`,
    paragraph(escapeHtml(authors), 'quiet', 14),
    paragraph(escapeHtml(abstract), 'ink', 16),
    paragraph([why, ways].filter(Boolean).join('<br>'), 'quiet', 14),
  ].join('');
}

const previewOf = ({ entries }: Digest) =>
  entries
    .slice(1, 1 + PREVIEWED)
    .map(({ title }) => title)
    .join(' · ');

/**
 * A bounded digest as HTML: one column of at most 600 px. Nothing is fetched from anywhere: no image, no font, no script.
 * The language stands twice, for webmail keeps only what is in the body. The comments are a table of a fixed width for
 * Outlook for Windows, which knows no `max-width`.
 */
export function htmlOf(digest: Digest): string {
  const { list, entries, preferencesUrl, unsubscribeUrl } = digest;
  const cell = `font:16px/1.5 ${SANS};color:${LIGHT.ink}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escapeHtml(list)}</title>
<style>
${STYLE}
</style>
</head>
<body class="paper" style="margin:0;padding:0;background-color:${LIGHT.paper}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(previewOf(digest))}</div>
<div role="article" aria-roledescription="email" aria-label="${escapeHtml(list)}" lang="en" dir="ltr">
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:${LIGHT.paper}"><tr><td align="center" style="padding:24px 16px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px"><tr><td class="ink" align="left" style="${cell}">
<h1 dir="auto" class="ink" style="margin:0;font:bold 28px/1.2 ${SERIF};color:${LIGHT.ink}">${escapeHtml(list)}</h1>
${paragraph(escapeHtml(aboutWords(digest)), 'quiet', 14)}${entries.map(entryHtml).join('')}<p style="margin:32px 0;font-size:16px">${webLinks(
    digest,
  )
    .map(({ words, url }) => link(url, words))
    .join('<br>')}</p>
</td></tr><tr><td class="quiet line" align="left" style="border-top:1px solid ${LIGHT.line};padding-top:16px;${cell}">
${paragraph(escapeHtml(reasonWords(digest)), 'quiet', 14)}${paragraph(`${link(preferencesUrl, CHANGE_WORDS)} · ${link(unsubscribeUrl, END_WORDS)}`, 'quiet', 14)}</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</div>
</body>
</html>
`;
}
