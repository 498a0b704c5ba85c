import { basename } from 'node:path';
import { barOn } from '../bar.ts';

/** Told what an import does; says it in the way that fits where it writes. */
export interface Progress {
  /** @param size bytes, where known. */
  starts(size: number | undefined): void;
  read(bytes: number): void;
  /** @param records handled so far: each is committed or rejected. */
  committed(records: number): void;
  ends(): void;
}

function onTerminal(stream: NodeJS.WriteStream, name: string): Progress {
  const bar = barOn(stream, basename(name));
  const started = Date.now();
  let size: number | undefined;
  let bytes = 0;
  let records = 0;
  const part = () => (size ? bytes / size : undefined);
  const words = () => {
    const rate = Math.round(records / Math.max(0.001, (Date.now() - started) / 1000));
    return `${records.toLocaleString('en')} records, ${rate.toLocaleString('en')}/s`;
  };
  return {
    starts(found) {
      size = found;
    },
    read(count) {
      bytes += count;
      bar.show(part(), words());
    },
    committed(count) {
      records = count;
      bar.show(part(), words());
    },
    ends() {
      bar.end(part(), words());
    },
  };
}

/** One line a commit: another program that reads them knows what is safe, also when this one is killed. */
function asLines(name: string): Progress {
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
export function progressOn(stream: NodeJS.WriteStream, name: string): Progress {
  return stream.isTTY ? onTerminal(stream, name) : asLines(name);
}
