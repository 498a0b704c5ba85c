import type { Ranked } from '#floor/because.ts';

/** What speaks for a paper on the front page. */
export interface FrontSignals {
  upvotes: number | undefined;
  comments: number | undefined;
  githubStars: number | undefined;
  /** Place on the source's own page, from 1; undefined for a paper that was only listed. */
  place: number | undefined;
}

/** One point a vote: on a single day nothing tells more, and readers can check it by counting. */
const POINTS_PER_VOTE = 1;
/**
 * The source's own order decides between equal votes and never against a vote: place 1 is worth just under one vote,
 * and each place is worth less than the one before.
 */
const POINTS_OF_PLACE = (place: number) => 1 / (1 + place);
/**
 * Among papers that nobody has put on the front page, code that people starred is the only voice; a thousandth of a
 * logarithm keeps it below any vote and any place.
 */
const POINTS_OF_STARS = (stars: number) => 1e-3 * Math.log10(1 + stars);

const count = (n: number, one: string, many: string) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/**
 * Order of a day, week or month: by votes, then by the source's own order, then by stars. Higher is earlier.
 * The reasons' points add up to the score.
 */
export function rankOnFront(signals: FrontSignals): Ranked {
  const because: Ranked['because'] = [];
  if (signals.upvotes !== undefined && signals.upvotes > 0) {
    because.push({
      signal: 'votes',
      words: count(signals.upvotes, 'vote', 'votes'),
      points: signals.upvotes * POINTS_PER_VOTE,
    });
  }
  if (signals.place !== undefined) {
    because.push({
      signal: 'place',
      words: `number ${signals.place} on the page it was seen on`,
      points: POINTS_OF_PLACE(signals.place),
    });
  }
  if (signals.githubStars !== undefined && signals.githubStars > 0) {
    because.push({
      signal: 'stars',
      words: `${count(signals.githubStars, 'star', 'stars')} on GitHub`,
      points: POINTS_OF_STARS(signals.githubStars),
    });
  }
  return { score: because.reduce((sum, reason) => sum + reason.points, 0), because };
}
