import { type Failure, invalid } from '#floor/failure.ts';
import { countPlaces } from '../daily-papers/place.ts';
import type { Reading } from '../sighting.ts';
import { quoted } from '../text.ts';
import type { Bytes } from './bytes.ts';
import type { Cut, Cutter } from './cut.ts';
import { ACCEPTED } from './format.ts';
import { judge } from './judge.ts';
import { withRaw } from './kept.ts';
import { cutLines } from './lines.ts';
import type { ReadOptions } from './options.ts';
import { cutValues } from './values.ts';

/** So many strange records at a file's start, and nothing else, decide that it holds no papers. */
const STRANGERS = 1_000;

/** Reads a file of JSON, chunk by chunk. */
export interface RecordReader {
  push(chunk: Uint8Array): Iterable<Reading>;
  /** What is left when the file has ended. */
  end(): Iterable<Reading>;
}

/**
 * A reader of JSON records. A list without elements is the answer for a day without papers, and no failure.
 * `push` and `end` throw a Failure `Invalid` when the file holds nothing of a known kind.
 */
export function recordReader(format: 'lines' | 'values', { name, now, keepsRaw = false }: ReadOptions): RecordReader {
  const cutter: Cutter = format === 'lines' ? cutLines() : cutValues();
  const places = countPlaces();
  // Until the file has shown itself to be one of papers, its strangers wait: a file of nothing else is one failure.
  const waiting: Reading[] = [];
  let proven = false;

  function* readings(cuts: Iterable<Cut>): Generator<Reading> {
    for (const cut of cuts) {
      for (const judged of judge(cut, now, places)) {
        const reading = keepsRaw ? withRaw(judged) : judged.reading;
        if (proven) yield reading;
        else if (judged.strange) hold(reading);
        else {
          proven = true;
          yield* waiting.splice(0);
          yield reading;
        }
      }
    }
  }

  function hold(reading: Reading) {
    waiting.push(reading);
    if (waiting.length >= STRANGERS) throw holdsNothing(waiting, name);
  }

  return {
    push: (chunk) => readings(cutter.push(chunk)),
    *end() {
      yield* readings(cutter.end());
      if (waiting.length > 0) throw holdsNothing(waiting, name);
    },
  };
}

/** Readings of a file of JSON. @throws Failure as {@link recordReader}. */
export async function* readRecords(
  bytes: Bytes,
  format: 'lines' | 'values',
  options: ReadOptions,
): AsyncGenerator<Reading> {
  const reader = recordReader(format, options);
  for await (const chunk of bytes) yield* reader.push(chunk);
  yield* reader.end();
}

function holdsNothing([first]: Reading[], name: string): Failure {
  const why = first && 'rejected' in first ? ` Line ${first.line}: ${first.rejected}` : '';
  return invalid(`The file ${quoted(name)} holds no papers.${why}`, ACCEPTED);
}
