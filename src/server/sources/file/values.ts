import { type Cut, type Cutter, Pieces } from './cut.ts';

const [NEWLINE, QUOTE, BACKSLASH, COMMA] = [0x0a, 0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

const isSpace = (byte: number) => byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;

/**
 * JSON values one after another, over as many lines as they like: the elements of a list at the top, or what stands
 * there itself. Counts brackets outside strings and judges nothing else; whether a value is JSON shows when it is
 * parsed. A newline ends a string, as JSON has none there: so a lost quotation mark costs one record, not the rest.
 */
export function cutValues(): Cutter {
  const open = new Pieces();
  let line = 1;
  let startLine = 0;
  let inList = false;
  /** Brackets open within the current value; 0 for a value without brackets. */
  let depth = 0;
  let inValue = false;
  let inString = false;
  let escaped = false;

  return {
    *push(chunk): Generator<Cut> {
      let from = 0;
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at]!;
        if (byte === NEWLINE) line++;
        if (inString) {
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) inString = false;
          if (byte !== NEWLINE) continue;
          inString = escaped = false;
        }
        if (!inValue) {
          if (isSpace(byte) || byte === COMMA) continue;
          if (byte === OPEN_LIST && !inList) {
            inList = true;
            continue;
          }
          if (byte === CLOSE_LIST && inList) {
            inList = false;
            continue;
          }
          inValue = true;
          startLine = line;
          from = at;
          depth = 0;
        }
        if (byte === QUOTE) inString = true;
        else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
        else if (depth > 0 && (byte === CLOSE_OBJECT || byte === CLOSE_LIST)) {
          depth--;
          if (depth === 0) {
            open.add(chunk.subarray(from, at + 1));
            inValue = false;
            yield open.take(startLine);
          }
        } else if (depth === 0 && (byte === COMMA || byte === CLOSE_LIST || byte === NEWLINE)) {
          open.add(chunk.subarray(from, at));
          inValue = false;
          if (byte === CLOSE_LIST) inList = false;
          yield open.take(startLine);
        }
      }
      if (inValue) open.add(Uint8Array.prototype.slice.call(chunk, from));
    },
    *end(): Generator<Cut> {
      if (inValue && (depth > 0 || inString))
        yield { line: startLine, problem: 'The file ends in the middle of this record.' };
      else if (inValue) yield open.take(startLine);
      else if (inList) yield { line, problem: 'The file ends before the list does: records may be missing.' };
    },
  };
}
