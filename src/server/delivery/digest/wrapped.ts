/** Columns of a line of mail: with four signs of quoting before it, it still fits into 76. */
export const COLUMNS = 72;

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff00-\uff60]/u;

/** Columns that a text takes: two for characters of East Asia. */
function columnsOf(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII, of which most text is.
  if (/^[\x00-\x7f]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? 2 : 1;
  return columns;
}

/** A word that no line can hold, in pieces that lines can. @param room columns for the first of them. */
function* piecesOf(word: string, room: number): Generator<string> {
  if (columnsOf(word) <= COLUMNS) return yield word;
  let piece = '';
  let left = room > 1 ? room : COLUMNS;
  for (const character of word) {
    const columns = columnsOf(character);
    if (columns > left) {
      yield piece;
      piece = '';
      left = COLUMNS;
    }
    piece += character;
    left -= columns;
  }
  yield piece;
}

/**
 * So that no program takes a line's start for its own: `>` quotes, `From ` begins the next mail in a mailbox file
 * (https://www.rfc-editor.org/rfc/rfc3676#section-4.4).
 */
const unmistakable = (line: string) => line.replace(/^>/, '›').replace(/^From /, 'From\u00a0');

/** A paragraph in lines of at most 72 columns. No line begins or ends with a blank. */
export function wrapped(paragraph: string): string {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const word of paragraph.split(/\s+/).filter(Boolean)) {
    for (const piece of piecesOf(word, line === '' ? COLUMNS : COLUMNS - columns - 1)) {
      const more = columnsOf(piece);
      if (line !== '' && columns + 1 + more <= COLUMNS) {
        line += ` ${piece}`;
        columns += 1 + more;
        continue;
      }
      if (line !== '') lines.push(line);
      line = piece;
      columns = more;
    }
  }
  if (line !== '') lines.push(line);
  return lines.map(unmistakable).join('\n');
}
