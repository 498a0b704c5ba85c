import { namedCharacter } from '../html/entities.ts';
import { decoded } from '../xml/decode.ts';

const CDATA = '<![CDATA[';
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has none of them, and feeds do
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** An encoding that no longer holds; RSS 0.91's type, which declares HTML's entities. One with declarations stays. */
const PROLOGUE = /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!DOCTYPE\s[^[\]<>]{0,300}>)?/i;

/**
 * A feed's bytes as UTF-8 that is XML, where what keeps it from being so is one of the usual slips: names of
 * characters that HTML has and XML does not (`&nbsp;`), an ampersand that is only itself, control characters. A feed
 * with a slip is else lost as long as its journal does not mend it.
 */
export function mendedFeed(body: Uint8Array): Uint8Array {
  const text = decoded(body).replace(PROLOGUE, '').replace(FORBIDDEN, '');
  if (!text.includes('&')) return Buffer.from(text);
  let mended = '';
  for (let at = 0; at < text.length; ) {
    const opens = text.indexOf(CDATA, at);
    const end = opens < 0 ? text.length : opens;
    mended += withAmpersands(text.slice(at, end));
    const closes = opens < 0 ? -1 : text.indexOf(']]>', opens);
    at = closes < 0 ? text.length : closes;
    mended += text.slice(end, at);
  }
  return Buffer.from(mended);
}

const withAmpersands = (text: string) =>
  text.replace(/&(?!#\d{1,7};|#x[\da-f]{1,6};|(?:amp|lt|gt|quot|apos);)([a-z][a-z\d]{1,31};)?/gi, (whole, name) => {
    const character = name === undefined ? undefined : namedCharacter(name.slice(0, -1));
    return character ?? `&amp;${whole.slice(1)}`;
  });
