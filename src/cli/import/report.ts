import { open } from 'node:fs/promises';
import { io } from '../command.ts';

export interface RejectedRecord {
  file: string;
  /** From 1. */
  line: number;
  reason: string;
}

/** Where rejected records go: each to standard error, and to a file when one is named. */
export interface Report {
  rejected(record: RejectedRecord): void;
  /** A file that broke off. */
  broken(file: string, reason: string): void;
  close(): Promise<void>;
}

/**
 * @param path file for JSON lines `{ file, line?, reason }`; undefined for standard error alone.
 * @throws what the file system says when the file cannot be written.
 */
export async function reportTo(path: string | undefined): Promise<Report> {
  const file = path === undefined ? undefined : await open(path, 'w');
  const stream = file?.createWriteStream();
  const write = (record: object) => stream?.write(`${JSON.stringify(record)}\n`);
  return {
    rejected(record) {
      io.err(`${record.file}:${record.line}: ${record.reason}`);
      write(record);
    },
    broken(name, reason) {
      io.err(`${name}: ${reason}`);
      write({ file: name, reason });
    },
    async close() {
      if (!stream) return;
      await new Promise<void>((resolve) => stream.end(resolve));
    },
  };
}
