import { type Cut, type Cutter, Pieces } from './cut.ts';

const NEWLINE = 0x0a;

/** One record a line; blank lines are none. */
export function cutLines(): Cutter {
  const open = new Pieces();
  let line = 1;
  return {
    *push(chunk): Generator<Cut> {
      let from = 0;
      for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
        open.add(chunk.subarray(from, to));
        const cut = open.take(line);
        if (!isBlank(cut)) yield cut;
        line++;
        from = to + 1;
      }
      // A copy, because a file's chunk may be written over once the next one is asked for.
      if (from < chunk.length) open.add(Uint8Array.prototype.slice.call(chunk, from));
    },
    *end(): Generator<Cut> {
      if (open.size === 0) return;
      const cut = open.take(line);
      if (!isBlank(cut)) yield cut;
    },
  };
}

function isBlank(cut: Cut): boolean {
  if ('problem' in cut) return false;
  return cut.bytes.length < 1000 && cut.bytes.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
}
