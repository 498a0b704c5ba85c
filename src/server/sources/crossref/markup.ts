import { BrokenPage } from '../source.ts';
import { type Element, readXml, type XmlPage } from '../xml/read.ts';

/** Elements that stand on lines of their own, in JATS and in HTML. */
const BLOCKS = new Set([
  'p',
  'sec',
  'title',
  'list',
  'list-item',
  'disp-formula',
  'break',
  'br',
  'div',
  'ul',
  'ol',
  'li',
]);
/** The headings that publishers put above an abstract, which it does not need. */
const NEEDLESS = /^(?:abstract|summary)[.:]?$/i;
const NOTHING: ReadonlySet<string> = new Set();

/**
 * The words of a text with markup, as Crossref hands on what publishers send: JATS, HTML, or neither, in paragraphs.
 * Nothing of the markup is kept. What is no XML loses what looks like tags.
 */
export function wordsOf(markup: string): string {
  if (!/[<&]/.test(markup)) return markup;
  const page = pageOf(markup);
  return page === undefined || page.broken !== undefined ? withoutTags(markup) : textOf(page.root);
}

function pageOf(markup: string): XmlPage | undefined {
  try {
    return readXml(Buffer.from(`<words>${markup}</words>`), NOTHING);
  } catch (thrown) {
    if (thrown instanceof BrokenPage) return undefined;
    throw thrown;
  }
}

function textOf(element: Element): string {
  const { name, children } = element;
  if (name === 'tex-math') return formulaOf(children.map(piece).join(''));
  // The same formula in several notations: TeX, where it is one of them, is the one that people read.
  const formula =
    name === 'alternatives' && children.find((child) => typeof child !== 'string' && child.name === 'tex-math');
  const text = formula ? piece(formula) : children.map(piece).join('');
  if (name === 'title' && NEEDLESS.test(text.trim())) return '';
  if (name === 'sup' && /^[-−+]?\w{1,4}[-−+]?$/.test(text)) return `^${text}`;
  return BLOCKS.has(name) ? `\n\n${text}\n\n` : text;
}

const piece = (child: Element | string): string => (typeof child === 'string' ? child : textOf(child));

/** Some publishers send a whole LaTeX document for each formula. */
function formulaOf(tex: string): string {
  const start = tex.indexOf('$$');
  const end = tex.lastIndexOf('$$');
  const formula = start >= 0 && end > start ? tex.slice(start + 2, end) : tex.replace(/^\s*\$|\$\s*$/g, '');
  return `$${formula.trim()}$`;
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' };

function withoutTags(markup: string): string {
  return markup
    .replace(/<\/?(?:jats:)?(?:p|sec|title|br|div|li)\b[^<>]{0,500}>/gi, '\n\n')
    .replace(/<\/?[a-z!][^<>]{0,500}>/gi, '')
    .replace(/&(lt|gt|quot|apos|nbsp|amp);/g, (_, name: string) => ENTITIES[name]!);
}
