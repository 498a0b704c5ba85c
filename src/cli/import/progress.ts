import type { WriteStream } from 'node:tty';

/** Told what an import does; says it in the way that fits where it writes. */
export interface Progress {
  /** @param size bytes, where known. */
  starts(size: number | undefined): void;
  read(bytes: number): void;
  /** @param records handled so far: each is committed or rejected. */
  committed(records: number): void;
  ends(): void;
}

const BAR_WIDTH = 30;
/** Faster than this the eye cannot follow, and a terminal over a network falls behind. */
const REDRAW_MS = 100;

function bar(stream: WriteStream, name: string): Progress {
  let size: number | undefined;
  let bytes = 0;
  let records = 0;
  let drawnAt = 0;
  const started = Date.now();
  const draw = () => {
    drawnAt = Date.now();
    const part = size ? Math.min(1, bytes / size) : undefined;
    const filled = part === undefined ? '' : '#'.repeat(Math.round(part * BAR_WIDTH)).padEnd(BAR_WIDTH, '.');
    const rate = Math.round(records / Math.max(0.001, (drawnAt - started) / 1000));
    const percent = part === undefined ? '' : `${String(Math.floor(part * 100)).padStart(3)} % `;
    const line = `${name} [${filled}] ${percent}${records.toLocaleString('en')} records, ${rate.toLocaleString('en')}/s`;
    stream.write(`\r\x1b[K${line.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
  };
  return {
    starts(found) {
      size = found;
    },
    read(count) {
      bytes += count;
      if (Date.now() - drawnAt >= REDRAW_MS) draw();
    },
    committed(count) {
      records = count;
      if (Date.now() - drawnAt >= REDRAW_MS) draw();
    },
    ends() {
      draw();
      stream.write('\n');
    },
  };
}

/** One line a commit: another program that reads them knows what is safe, also when this one is killed. */
function lines(name: string): Progress {
  let said = 0;
  return {
    starts() {},
    read() {},
    committed(records) {
      if (records === said) return;
      said = records;
      process.stdout.write(`${name}: ${records} records done\n`);
    },
    ends() {},
  };
}

/** A bar where `stream` is a terminal, plain lines on standard output elsewhere. */
export function progressOn(stream: WriteStream | NodeJS.WriteStream, name: string): Progress {
  return stream.isTTY ? bar(stream as WriteStream, name) : lines(name);
}
