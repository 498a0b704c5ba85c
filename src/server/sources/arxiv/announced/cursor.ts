import { dayIn } from '#floor/schedule.ts';
import type { Moment } from '../../source.ts';
import { CATEGORIES, isArchive } from '../categories.ts';
import { ZONE } from '../feed.ts';

/**
 * How far the day's announcements have been read. They come in a round of questions, one for each piece of what is
 * chosen: an answer holds 2,000 entries at most, and what is cut off is the new papers, which arXiv puts last. So a
 * piece whose answer is full is parted in two, and stays so.
 */
export interface AnnouncedCursor {
  /** What was chosen: `cs.CL+cs.LG`. With another choice everything begins anew. */
  of: string;
  /** `cs.CL+cs.LG`, as an address holds it. */
  pieces: string[];
  /** The piece to ask for next; past the last one the round is over. */
  at: number;
  /** RFC 3339: when the last question was answered. */
  askedAt: string;
  /** Rounds begun on that day. */
  rounds: number;
  /** The earliest day that this round's answers are of; empty before the first one with entries. */
  day: string;
}

/** Entries that an answer holds at most. */
const FULL = 2_000;
/** Categories in one address at most: 40 are some 300 characters. */
const MOST_CATEGORIES = 40;
/** The feed changes at midnight; it may take so long to be everywhere. */
const LATE_MS = 15 * 60_000;
/** A feed that is empty or of an earlier day on a day of work is asked for again: so much later, so often a day. */
const AGAIN_MS = 4 * 3_600_000;
const ROUNDS = 3;

/** The day whose feed should be there. */
const feedDay = ({ now }: Moment) => dayIn(ZONE, new Date(now.getTime() - LATE_MS));

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

function piecesOf(codes: readonly string[]): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < codes.length; at += MOST_CATEGORIES)
    pieces.push(codes.slice(at, at + MOST_CATEGORIES).join('+'));
  return pieces;
}

/** The two halves of a piece, an archive being as many categories as it has; itself where it is one category. */
function halvesOf(piece: string): string[] {
  const codes = piece.split('+').flatMap((code) => {
    const within = isArchive(code) ? CATEGORIES.filter((one) => one.code.startsWith(`${code}.`)) : [];
    return within.length > 0 ? within.map((one) => one.code) : [code];
  });
  if (codes.length === 1) return [piece];
  const middle = Math.ceil(codes.length / 2);
  return [codes.slice(0, middle).join('+'), codes.slice(middle).join('+')];
}

/** A round as it stands, whether or not it is time for it. */
export interface Round {
  of: string;
  pieces: string[];
  at: number;
  rounds: number;
  day: string;
}

/** The round that a question now belongs to: the one that was begun today, or a new one. */
export function roundAt(codes: readonly string[], cursor: AnnouncedCursor | undefined, moment: Moment): Round {
  const of = codes.join('+');
  if (cursor?.of !== of) return { of, pieces: piecesOf(codes), at: 0, rounds: 1, day: '' };
  const isToday = dayOfRound(cursor) === feedDay(moment);
  if (isToday && cursor.at < cursor.pieces.length) return cursor;
  return { of, pieces: cursor.pieces, at: 0, rounds: isToday ? cursor.rounds + 1 : 1, day: '' };
}

const dayOfRound = (cursor: AnnouncedCursor) => feedDay({ now: new Date(cursor.askedAt) });

/** Whether there is something to ask for now. */
export function isDue(codes: readonly string[], cursor: AnnouncedCursor | undefined, moment: Moment): boolean {
  if (cursor?.of !== codes.join('+')) return codes.length > 0;
  const day = feedDay(moment);
  if (isWeekend(day)) return false;
  if (dayOfRound(cursor) !== day) return cursor.at < cursor.pieces.length || cursor.day < day;
  if (cursor.at < cursor.pieces.length) return true;
  if (cursor.day >= day || cursor.rounds >= ROUNDS) return false;
  return moment.now.getTime() - Date.parse(cursor.askedAt) >= AGAIN_MS;
}

/**
 * The cursor after an answer.
 * @param day of the feed; undefined where it has no entries.
 */
export function afterFeed(round: Round, entries: number, day: string | undefined, { now }: Moment): AnnouncedCursor {
  const asked = round.pieces[round.at]!;
  const halves = entries >= FULL ? halvesOf(asked) : [asked];
  return {
    of: round.of,
    pieces: round.pieces.toSpliced(round.at, 1, ...halves),
    at: halves.length > 1 ? round.at : round.at + 1,
    askedAt: now.toISOString(),
    rounds: round.rounds,
    day: day === undefined || (round.day !== '' && round.day < day) ? round.day : day,
  };
}
