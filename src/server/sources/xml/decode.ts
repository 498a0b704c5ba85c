const DECLARED = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/;

/** The encoding that the first bytes tell of: a mark, else the XML declaration's, else UTF-8. */
function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return DECLARED.exec(Buffer.from(bytes.subarray(0, 400)).toString('latin1').trimStart())?.[1] ?? 'utf-8';
}

/**
 * The text of a page of XML, in the encoding that it declares. Bytes that are none of it become U+FFFD, so that what
 * they stand in can be told from the rest. An encoding that nobody knows is read as UTF-8.
 */
export function decoded(bytes: Uint8Array): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encodingOf(bytes));
  } catch {
    decoder = new TextDecoder();
  }
  return decoder.decode(bytes).trimStart();
}
