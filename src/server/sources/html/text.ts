import { withoutEntities } from './entities.ts';

const words = (names: string) => new Set(names.split(' '));

/** Elements that part paragraphs; `sec` and `title` are those of JATS, in which publishers give abstracts. */
const BLOCKS = words(
  'p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 tr table thead tbody section article header footer blockquote pre hr ' +
    'figure figcaption center main aside nav sec title',
);
const INLINE = words(
  'a abbr acronym b bdi bdo big br cite code del dfn em font i img inf ins italic bold kbd label mark nobr s samp small ' +
    'span strike strong sub sup td th time tt u var wbr math mi mn mo ms mrow mfrac msqrt mroot mstyle mtext mspace ' +
    'mfenced msub msup msubsup munder mover munderover mmultiscripts mtable mtr mtd semantics',
);
/** Elements whose text is no text for readers. */
const SILENT = words('script style annotation annotation-xml noscript iframe object svg template');

/** Longer ones are data in an attribute; then the sign is one of text. */
const MOST_TAG = 4_000;
/** What is longer is no abstract, and nobody's time. */
export const MOST_HTML = 300_000;

interface Tag {
  /** Lower case, without the prefix of a namespace. */
  name: string;
  closes: boolean;
  end: number;
}

/**
 * The text of a piece of HTML as plain paragraphs, parted by empty lines. Forgiving, as such pieces come from
 * anywhere: a sign that begins no tag of HTML, MathML or JATS is text (`p < 0.05`), nothing has to be closed. Takes
 * time in proportion to the length.
 * @param html at most {@link MOST_HTML} characters of it are read.
 */
export function textOfHtml(html: string): string {
  const source = html.slice(0, MOST_HTML);
  let text = '';
  let at = 0;
  while (at < source.length) {
    const sign = source.indexOf('<', at);
    text += withoutEntities(source.slice(at, sign < 0 ? source.length : sign));
    if (sign < 0) break;
    if (source.startsWith('<!--', sign)) {
      at = after(source, '-->', sign + 4);
      continue;
    }
    const tag = tagAt(source, sign);
    if (!tag) {
      text += '<';
      at = sign + 1;
      continue;
    }
    at = tag.end;
    if (SILENT.has(tag.name)) {
      if (!tag.closes && source[tag.end - 2] !== '/') at = endOf(source, tag);
    } else if (tag.name === 'br') text += '\n';
    else if (BLOCKS.has(tag.name)) text += '\n\n';
    // 10<sup>-3</sup> must not become a range.
    else if (tag.name === 'sup' && !tag.closes && /\d$/.test(text)) text += '^';
  }
  return text;
}

function after(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found < 0 ? text.length : found + what.length;
}

/** Where an element that says nothing ends: at the end of the text, where it is never closed. */
function endOf(source: string, { name, end }: Tag): number {
  const close = new RegExp(`</(?:[a-z][\\w-]{0,20}:)?${name}\\s{0,20}>`, 'gi');
  close.lastIndex = end;
  return close.exec(source) ? close.lastIndex : source.length;
}

/** The tag that begins at a sign, or undefined where the sign is one of text. */
function tagAt(source: string, sign: number): Tag | undefined {
  const written = /^<(\/?)(?:[a-z][\w-]{0,20}:)?([a-z][a-z\d-]{0,20})(?=[\s/>])/i.exec(source.slice(sign, sign + 50));
  if (!written) return undefined;
  const name = written[2]!.toLowerCase();
  if (!BLOCKS.has(name) && !INLINE.has(name) && !SILENT.has(name)) return undefined;
  const from = sign + written[0].length;
  const end = endOfTag(source, from);
  if (end === undefined) return undefined;
  const within = source.slice(from, end - 1).trim();
  // In “a <i and j> b” nothing is given a value: that is no tag.
  return within === '' || within === '/' || within.includes('=')
    ? { name, closes: written[1] === '/', end }
    : undefined;
}

function endOfTag(source: string, from: number): number | undefined {
  const most = Math.min(source.length, from + MOST_TAG);
  let quote = '';
  for (let at = from; at < most; at++) {
    const character = source[at]!;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
    else if (character === '<') return undefined;
  }
  return undefined;
}
