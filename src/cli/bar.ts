const BAR_WIDTH = 30;
/** Faster than this the eye cannot follow, and a terminal over a network falls behind. */
const REDRAW_MS = 100;
/** A terminal that does not tell its width says 0 or nothing. */
const USUAL_COLUMNS = 80;

export interface Bar {
  /** Draws it, unless it was drawn a moment ago. @param part 0 to 1, or undefined where the whole is not known. */
  show(part: number | undefined, words: string): void;
  /** Draws the last state and leaves the line. */
  end(part: number | undefined, words: string): void;
}

/** A progress bar on one line of a terminal. */
export function barOn(stream: NodeJS.WriteStream, name: string): Bar {
  let drawnAt = 0;
  const draw = (part: number | undefined, words: string) => {
    drawnAt = Date.now();
    const whole = Math.min(1, part ?? 0);
    const bar = `[${'#'.repeat(Math.round(whole * BAR_WIDTH)).padEnd(BAR_WIDTH, '.')}] ${String(Math.floor(whole * 100)).padStart(3)} %  `;
    const line = `${name}  ${part === undefined ? '' : bar}${words}`;
    stream.write(`\r\x1b[K${line.slice(0, (stream.columns || USUAL_COLUMNS) - 1)}`);
  };
  return {
    show(part, words) {
      if (Date.now() - drawnAt >= REDRAW_MS) draw(part, words);
    },
    end(part, words) {
      draw(part, words);
      stream.write('\n');
    },
  };
}
