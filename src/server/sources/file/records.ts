import { type Failure, invalid } from '#floor/failure.ts';
import { countPlaces } from '../daily-papers/place.ts';
import type { Reading } from '../sighting.ts';
import { quoted } from '../text.ts';
import type { Bytes } from './bytes.ts';
import type { Cut, Cutter } from './cut.ts';
import { ACCEPTED } from './format.ts';
import { judge } from './judge.ts';
import { cutLines } from './lines.ts';
import { cutValues } from './values.ts';

/** So many strange records at a file's start, and nothing else, decide that it holds no papers. */
const STRANGERS = 1_000;

/**
 * Readings of a file of JSON. A list without elements is the answer for a day without papers, and no failure.
 * @throws Failure `Invalid` when the file holds nothing of a known kind.
 */
export async function* readRecords(
  bytes: Bytes,
  format: 'lines' | 'values',
  { name, now }: { name: string; now: Date },
): AsyncGenerator<Reading> {
  const cutter: Cutter = format === 'lines' ? cutLines() : cutValues();
  const places = countPlaces();
  // Until the file has shown itself to be one of papers, its strangers wait: a file of nothing else is one failure.
  const waiting: Reading[] = [];
  let proven = false;

  function* readings(cuts: Iterable<Cut>): Generator<Reading> {
    for (const cut of cuts) {
      for (const { reading, strange } of judge(cut, now, places)) {
        if (proven) yield reading;
        else if (strange) hold(reading);
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

  for await (const chunk of bytes) yield* readings(cutter.push(chunk));
  yield* readings(cutter.end());
  if (waiting.length > 0) throw holdsNothing(waiting, name);
}

function holdsNothing([first]: Reading[], name: string): Failure {
  const why = first && 'rejected' in first ? ` Line ${first.line}: ${first.rejected}` : '';
  return invalid(`The file ${quoted(name)} holds no papers.${why}`, ACCEPTED);
}
