export interface Part {
  text: string;
  isBold: boolean;
}

const WORD = /[\p{Alphabetic}\p{N}\p{M}]+/gu;

const folded = (word: string) =>
  word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

/** A text in parts, in bold what begins its words as one of the typed words does; joined they are the text. */
export function boldParts(text: string, typed: string): Part[] {
  const wanted = (typed.match(WORD) ?? []).map(folded).filter(Boolean);
  const parts: Part[] = [];
  let done = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const plain = folded(word);
    const length = Math.max(0, ...wanted.filter((one) => plain.startsWith(one)).map((one) => one.length));
    if (length === 0) continue;
    // Letters that fold into several, such as ligatures, are not cut.
    const end = index + (plain.length === word.length ? length : word.length);
    if (index > done) parts.push({ text: text.slice(done, index), isBold: false });
    parts.push({ text: text.slice(index, end), isBold: true });
    done = end;
  }
  if (done < text.length) parts.push({ text: text.slice(done), isBold: false });
  return parts;
}
