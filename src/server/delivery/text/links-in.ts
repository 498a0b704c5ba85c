import type { Token } from './token.ts';

/** A web address in prose; `\url{…}` and `<…>` around it are dropped with it. */
const ADDRESS = /(\\url\{|<)?(https?:\/\/[^\s<>"{}|\\^`]+)/gi;
const LONGEST_ADDRESS = 2000;

/** Cuts what belongs to the sentence off the end: punctuation, and brackets that the address did not open. */
function trimmed(address: string): string {
  let end = address.length;
  while (end > 0) {
    const last = address[end - 1]!;
    if (/[.,;:!?'"’”»*_~…]/.test(last)) end--;
    else if (last === ')' && count(address, ')', end) > count(address, '(', end)) end--;
    else if (last === ']' && count(address, ']', end) > count(address, '[', end)) end--;
    else break;
  }
  return address.slice(0, end);
}

function count(text: string, character: string, end: number): number {
  let found = 0;
  for (let at = 0; at < end; at++) if (text[at] === character) found++;
  return found;
}

/** The length of the first address where two are glued together; an address inside a path or query stays whole. */
function glued(address: string): number {
  const second = address.slice(1).search(/(?<![/=?&])https?:\/\//i);
  return second < 0 ? address.length : second + 1;
}

/**
 * The address as a link may carry it, or undefined for what must not be one: other schemes, and names before the host
 * (`https://arxiv.org@elsewhere.example`), which deceive the eye.
 */
export function safeUrl(address: string): string | undefined {
  if (address.length > LONGEST_ADDRESS || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  return web && url.username === '' && url.password === '' ? url.href : undefined;
}

/** Cuts prose without formulas into text and links. `offset` is where the prose starts in the whole text. */
export function linksIn(prose: string, offset: number): Token[] {
  const tokens: Token[] = [];
  let done = 0;
  const text = (end: number) => {
    if (end > done) tokens.push({ kind: 'text', start: offset + done, source: prose.slice(done, end) });
  };
  ADDRESS.lastIndex = 0;
  for (let match = ADDRESS.exec(prose); match; match = ADDRESS.exec(prose)) {
    const wrapper = match[1] ?? '';
    const start = match.index + wrapper.length;
    const whole = match[2]!.slice(0, glued(match[2]!));
    const address = trimmed(whole.slice(0, LONGEST_ADDRESS + 1));
    const url = safeUrl(address);
    const end = start + address.length;
    const closer = wrapper === '<' ? '>' : wrapper ? '}' : '';
    const wrapped = closer !== '' && prose[end] === closer;
    ADDRESS.lastIndex = start + Math.max(address.length, 8);
    if (!url) continue;
    text(wrapped ? match.index : start);
    tokens.push({ kind: 'link', start: offset + start, source: address, url });
    done = wrapped ? end + 1 : end;
    ADDRESS.lastIndex = Math.max(done, match.index + 1);
  }
  text(prose.length);
  return tokens;
}
