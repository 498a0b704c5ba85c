/** TeX in prose, as authors leave it in titles and abstracts: accents, letters, escapes, quotes and dashes. */

/** Accent commands and the combining character that follows the letter in Unicode. */
const ACCENTS: Record<string, string> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
};

const LETTERS: Record<string, string> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  i: 'ı',
  j: 'ȷ',
  textendash: '–',
  textemdash: '—',
  ldots: '…',
  dots: '…',
  S: '§',
  copyright: '©',
};

const SYMBOL_ACCENT = /\\([`'^~=".])\s?(?:\{\s*(\\?[A-Za-z])\s*\}|(\\[ij](?![A-Za-z])|[A-Za-z]))/g;
const LETTER_ACCENT = /\\([uvHcdbkr])(?:\{\s*(\\?[A-Za-z])\s*\}|\s([A-Za-z])(?![A-Za-z]))/g;
/** `{\'a}`: braces that only hold one accented letter together. */
const BRACED_ACCENT = /\{(\\(?:[`'^~=".]|[uvHcdbkr](?=[\s{]))\s?\{?\\?[A-Za-z]\}?)\}/g;
const LETTER =
  /\{?\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j|textendash|textemdash|ldots|dots|S|copyright)(?![A-Za-z])(?:\{\}|\s(?=[a-z]))?\}?/g;

function accented(_whole: string, accent: string, braced: string | undefined, bare: string | undefined): string {
  const letter = (braced ?? bare ?? '').replace(/^\\([ij])$/, '$1').replace(/^\\/, '');
  return (letter + ACCENTS[accent]).normalize('NFC');
}

/** Prose with its TeX turned into Unicode; what is not known stays as it was written. */
export function proseOf(source: string): string {
  const text = source.includes('\\')
    ? source
        .replace(BRACED_ACCENT, '$1')
        .replace(SYMBOL_ACCENT, accented)
        .replace(LETTER_ACCENT, accented)
        .replace(LETTER, (_whole, name: string) => LETTERS[name] ?? '')
        .replace(/\\([%&#_$])/g, '$1')
        .replace(/\\[,;:! ]/g, ' ')
    : source;
  return NEEDS_SETTING.test(text) ? set(text) : text;
}

/** Most pieces of prose need nothing of it, and to look once takes a fifth of the time of six replacements. */
const NEEDS_SETTING = /``|''|~|--|[^\S ]| {2}/;

const set = (text: string) =>
  text
    .replace(/``/g, '“')
    .replace(/(?<=\S)''/g, '”')
    .replace(/(?<=\p{L})~(?=[\p{L}\p{N}\\[(])/gu, '\u00a0')
    .replace(/---/g, '—')
    .replace(/(?<=[\p{L}\p{N}])--(?=[\p{L}\p{N}])/gu, '–')
    .replace(/\s+/g, (blank) => (blank === '\u00a0' ? blank : ' '));
