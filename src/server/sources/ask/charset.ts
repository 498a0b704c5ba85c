import { isUtf8 } from 'node:buffer';

const TEXT = /^\s*(text\/|application\/(json|xml)|[\w.-]+\/[\w.-]+\+(json|xml))/i;
const CHARSET = /;\s*charset\s*=\s*["']?([\w:.-]{1,40})/i;
const XML = /^\s*([\w.-]+\/xml|[\w.-]+\/[\w.-]+\+xml)/i;
/** Their bytes may pass for UTF-8 and mean something else. */
const NOT_ASCII = /^(utf-?16|ucs-?2|unicode|iso-2022|hz|csiso2022|csunicode)/i;
const DECLARATION = /^(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*["'][^"'>]{1,40}["']/;

/** Whether a page of XML says itself what it is written in: its reader goes by that. */
const saysItself = (bytes: Uint8Array) =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) ||
  (bytes[0] === 0xfe && bytes[1] === 0xff) ||
  DECLARATION.test(Buffer.from(bytes.subarray(0, 400)).toString('latin1').trimStart());

/**
 * A body as UTF-8, where `Content-Type` says that it is a text in something else. The header is often the server's
 * own habit and not the page's: bytes that are UTF-8 stay, and XML that declares its encoding is left to its reader.
 * A charset that nobody knows changes nothing.
 */
export function inUtf8(bytes: Uint8Array, contentType: string): Uint8Array {
  const charset = CHARSET.exec(contentType)?.[1];
  if (!charset || !TEXT.test(contentType)) return bytes;
  if (isUtf8(bytes) && !NOT_ASCII.test(charset)) return bytes;
  const xml = XML.test(contentType);
  if (xml && saysItself(bytes)) return bytes;
  let text: string;
  try {
    text = new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes;
  }
  // A declaration that came to light by decoding no longer holds.
  return Buffer.from(xml ? text.replace(DECLARATION, '$1') : text);
}
