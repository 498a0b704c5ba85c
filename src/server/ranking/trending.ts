import type { Ranked } from '#floor/because.ts';
import { daysBetween } from '#floor/day.ts';

/** What moves a paper in trending. */
export interface TrendingSignals {
  upvotes: number | undefined;
  comments: number | undefined;
  githubStars: number | undefined;
  /** `YYYY-MM-DD`: the day it appeared on the front page, else of publication. */
  day: string;
}

/**
 * Ten times the votes make up for this many days of age. A paper's first week is when people read it; Lobsters, with the
 * same form `log10(points) + age / window`, takes 22 hours for links, which live a day.
 */
const DAYS_PER_TENFOLD = 7;
/** A vote is a reader's judgement of the paper itself. */
const WEIGHT_VOTES = 1;
/** Comments say that people talk, for or against; they come from fewer people than votes do. */
const WEIGHT_COMMENTS = 0.3;
/** Stars per day say that the code is used; bots and reposts inflate them, so less than a vote. */
const WEIGHT_STARS = 0.7;

const perDay = (stars: number, age: number) => stars / Math.max(1, age);

/**
 * Trending: logarithms of votes, comments and stars a day, less the paper's age. Higher is earlier.
 * The reasons' points add up to the score. Form after Lobsters (`Story#calculated_hotness`), stars a day after
 * Papers with Code; weights are ours, named above.
 * @param today `YYYY-MM-DD` that ages are counted to.
 */
export function rankTrending(signals: TrendingSignals, today: string): Ranked {
  const age = Math.max(0, daysBetween(signals.day, today));
  const because: Ranked['because'] = [];
  const add = (signal: 'votes' | 'comments' | 'stars', amount: number, weight: number, words: string) => {
    if (amount > 0) because.push({ signal, words, points: weight * Math.log10(1 + amount) });
  };
  const votes = signals.upvotes ?? 0;
  const comments = signals.comments ?? 0;
  const stars = perDay(signals.githubStars ?? 0, age);
  add('votes', votes, WEIGHT_VOTES, `${votes.toLocaleString('en')} ${votes === 1 ? 'vote' : 'votes'}`);
  add(
    'comments',
    comments,
    WEIGHT_COMMENTS,
    `${comments.toLocaleString('en')} ${comments === 1 ? 'comment' : 'comments'}`,
  );
  add('stars', stars, WEIGHT_STARS, `${stars < 10 ? stars.toFixed(1) : Math.round(stars)} GitHub stars a day`);
  because.push({
    signal: 'recency',
    words:
      age === 0 ? 'appeared on the latest day' : `appeared ${age} ${age === 1 ? 'day' : 'days'} before the latest day`,
    points: age === 0 ? 0 : -age / DAYS_PER_TENFOLD,
  });
  return { score: because.reduce((sum, reason) => sum + reason.points, 0), because };
}
