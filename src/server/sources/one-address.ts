import { createHash } from 'node:crypto';
import type { Schedule } from '#floor/schedule.ts';
import type { Ask, Moment, RecordReading, Stream } from './source.ts';

/** When the address was read last, and what it held. */
export interface LastRead {
  /** RFC 3339. */
  at: string;
  /** SHA-256 of the answer. */
  digest: string;
}

/** So soon after it was read it belongs to the same run. No schedule is that short. */
const ONE_RUN_MS = 5 * 60_000;

export interface OneAddress {
  name: string;
  schedule: Schedule;
  ask: Ask;
  /** Reads the whole answer. @throws BrokenPage as `Stream.parse`. */
  read(body: Uint8Array, moment: Moment): RecordReading[];
}

/**
 * A list that is whole at one address: it is asked for once a run, and an answer that has not changed is not read
 * again. What stands there is asked for whole each time, because a stream does not see the headers of an answer.
 */
export function oneAddress({ name, schedule, ask, read }: OneAddress): Stream<LastRead> {
  return {
    name,
    schedule,
    next(cursor, { now }) {
      const since = cursor ? now.getTime() - Date.parse(cursor.at) : Number.POSITIVE_INFINITY;
      // A clock that was put back makes it negative: then the last reading tells nothing.
      return since >= 0 && since < ONE_RUN_MS ? undefined : ask;
    },
    parse(body, _ask, cursor, moment) {
      const digest = createHash('sha256').update(body).digest('hex');
      const readings = digest === cursor?.digest ? [] : read(body, moment);
      return { readings, cursor: { at: moment.now.toISOString(), digest } };
    },
  };
}
