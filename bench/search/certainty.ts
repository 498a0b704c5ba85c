import { numbersFrom } from './speed/questions.ts';

const DRAWS = 2_000;

/**
 * Between what two values a figure of a set of questions lies for 95 of 100 sets of as many questions drawn from it, each
 * as often as chance has it (the percentile bootstrap). The same arguments give the same values.
 * @param figureOf the figure of the questions at some places, of which one may come several times.
 */
export function interval(questions: number, figureOf: (drawn: Uint32Array) => number): [low: number, high: number] {
  const random = numbersFrom(1);
  const drawn = new Uint32Array(questions);
  const figures = Float64Array.from({ length: DRAWS }, () => {
    for (let at = 0; at < questions; at += 1) drawn[at] = Math.floor(random() * questions);
    return figureOf(drawn);
  }).sort();
  return [figures[DRAWS * 0.025]!, figures[DRAWS * 0.975 - 1]!];
}

/** The sum of values at places. */
export const sumAt = (values: readonly number[], places: Uint32Array): number =>
  places.reduce((sum, place) => sum + values[place]!, 0);
