import { Failure } from '#floor/failure.ts';

/** SQLSTATE and system codes that mean the settings or the server are wrong, not the program. */
const SERVER_CODES: Record<string, string> = {
  ECONNREFUSED: 'nothing answers there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be looked up now',
  ETIMEDOUT: 'it does not answer in time',
  ECONNRESET: 'it closed the connection',
  '28P01': 'it does not take this password',
  '28000': 'it does not take this account',
  '3D000': 'it has no database of this name',
  '42501': 'the account may not create tables there',
  '57P03': 'it is starting up',
  '53300': 'it has no connection left',
};

/**
 * What to tell a person when the database cannot be opened; the thrown thing itself where it is none of the known cases.
 * @param place the file or the server, fit to be shown.
 */
export function openFailure(thrown: unknown, place: string): unknown {
  if (!(thrown instanceof Error) || thrown instanceof Failure) return thrown;
  const code = 'code' in thrown ? String(thrown.code) : '';
  // Several addresses of one host fail together; the first tells enough.
  const first =
    thrown instanceof AggregateError ? (thrown.errors[0] as { code?: string } | undefined)?.code : undefined;
  const why = SERVER_CODES[code] ?? (first && SERVER_CODES[first]);
  if (why) {
    return new Failure(
      'SourceUnavailable',
      `The PostgreSQL at ${place} cannot be used: ${why}.`,
      'Look at DATABASE_URL.',
      { cause: thrown },
    );
  }
  if (/timeout exceeded when trying to connect/i.test(thrown.message)) {
    return new Failure(
      'SourceUnavailable',
      `The PostgreSQL at ${place} does not answer in time.`,
      'Look at DATABASE_URL.',
      { cause: thrown },
    );
  }
  if (code === 'ERR_SQLITE_ERROR') {
    const broken = /not a database|malformed/i.test(thrown.message);
    return new Failure(
      'SourceUnavailable',
      `The database ${place} cannot be opened: ${thrown.message}.`,
      broken
        ? 'Restore it from a backup, or move it away to start anew.'
        : 'Look at the folder in OFFPRINT_DATA: it must be yours to write.',
      { cause: thrown },
    );
  }
  if (['EACCES', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(code)) {
    return new Failure(
      'SourceUnavailable',
      `The data folder cannot be used: ${thrown.message}.`,
      'Set OFFPRINT_DATA to a folder of yours.',
      { cause: thrown },
    );
  }
  return thrown;
}
