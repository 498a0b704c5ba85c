import temml from 'temml';
import { printable } from './escape.ts';
import { LONGEST_FORMULA } from './tokens.ts';

/** Braces deeper than this are no formula that a person reads; Temml recurses once a level. */
const DEEPEST = 60;

/** Presentation MathML that a formula may use (MathML Core, and `menclose` for strokes). Nothing here runs or loads. */
const ELEMENTS = new Set(
  (
    'math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts ' +
    'mprescripts none mtable mtr mtd mstyle mpadded mphantom menclose semantics'
  ).split(' '),
);

/** Attributes with a fixed vocabulary or a length as value. `style`, `class`, `id` and `href` are not among them. */
const ATTRIBUTES = new Set(
  (
    'display displaystyle scriptlevel mathvariant stretchy symmetric largeop movablelimits fence separator form accent ' +
    'accentunder lspace rspace minsize maxsize linethickness width height depth voffset columnalign rowspacing ' +
    'columnspacing columnlines rowlines rowspan columnspan notation dir'
  ).split(' '),
);

const TAG = /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z:-]+(?:="[^"<>]*")?)*)\s*(\/?)>/y;
const ATTRIBUTE = /([a-zA-Z:-]+)="([^"<>]*)"/g;
const PLAIN_VALUE = /^[\w\s.,#%+-]*$/;
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|#39|#x27);)/g;

/** Keeps what the lists above name. Undefined where the markup is anything else, or its tags do not pair. */
function filtered(markup: string): string | undefined {
  const open: string[] = [];
  let out = '';
  let at = 0;
  while (at < markup.length) {
    const next = markup.indexOf('<', at);
    const text = markup.slice(at, next < 0 ? undefined : next);
    out += printable(text).replace(BARE_AMPERSAND, '&amp;').replaceAll('>', '&gt;');
    if (next < 0) break;
    TAG.lastIndex = next;
    const tag = TAG.exec(markup);
    if (!tag || !ELEMENTS.has(tag[2]!)) return undefined;
    const [whole, slash, name, attributes, empty] = tag as unknown as [string, string, string, string, string];
    at = next + whole.length;
    if (slash) {
      if (open.pop() !== name) return undefined;
      out += `</${name}>`;
      continue;
    }
    const kept = [...attributes.matchAll(ATTRIBUTE)].filter(
      ([, key, value]) => ATTRIBUTES.has(key!) && PLAIN_VALUE.test(value!),
    );
    out += `<${name}${kept.map(([, key, value]) => ` ${key}="${value}"`).join('')}>`;
    if (empty) out += `</${name}>`;
    else open.push(name!);
  }
  return open.length === 0 ? out : undefined;
}

function depthOf(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of tex) {
    if (character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === '}') depth--;
  }
  return deepest + (tex.match(/\\left|\\begin|\\sqrt(?!\{)|\\frac(?!\{)|[_^]\s*[_^\\]/g)?.length ?? 0);
}

/** What MathJax takes and Temml does not: characters by number, and a bare per cent sign where TeX starts a comment. */
function repaired(tex: string): string {
  return tex
    .replace(/\\unicode\{x([0-9a-f]{2,5})\}/gi, (_, hex) => `\\text{${String.fromCodePoint(Number.parseInt(hex, 16))}}`)
    .replace(/(?<!\\)%/g, '\\%');
}

/** Formulas that were set: `$k$` and `$O(n)$` stand in every other paper. At most some 10 MB. */
const known = new Map<string, string | undefined>();
const REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 100;

/**
 * A formula as MathML that needs no style and no script, or undefined where it cannot be set: too long, nested too
 * deep, not TeX, or asking for what a paper's text may not have (links, images, classes).
 * Colours are dropped: an author's red has no contrast to promise on dark paper.
 */
export function mathmlOf(tex: string, display = false): string | undefined {
  if (tex.length > LONGEST_REMEMBERED) return setAnew(tex, display);
  const key = (display ? 'D' : 'T') + tex;
  const kept = known.get(key);
  if (kept !== undefined || known.has(key)) return kept;
  const fresh = setAnew(tex, display);
  if (known.size >= REMEMBERED) known.delete(known.keys().next().value!);
  known.set(key, fresh);
  return fresh;
}

function setAnew(tex: string, display: boolean): string | undefined {
  if (tex.length > LONGEST_FORMULA || depthOf(tex) > DEEPEST) return undefined;
  try {
    const markup = temml.renderToString(repaired(tex), {
      displayMode: display,
      throwOnError: true,
      trust: false,
      strict: false,
      macros: {},
      maxExpand: 200,
      maxSize: [20, 20],
    });
    return filtered(markup);
  } catch {
    // Temml throws ParseError for what is not TeX, and RangeError or TypeError on a few inputs: all mean "show the source".
    return undefined;
  }
}
