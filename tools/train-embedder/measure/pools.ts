import { randomFrom } from '../random.ts';
import { best, type MeasuredSet } from './measured-set.ts';
import { shuffled } from './stand-ins.ts';

const [CANDIDATES, FROM_BEST] = [120, 400];

/**
 * The set as judges would have had it: each question ranks 120 papers that are near to it, its answers and others drawn
 * from the 400 best of every ranking. So no ranking decides alone what is to be told apart, and of the papers that answer
 * as well and of which the set does not know it, few are left.
 */
export function pooled(
  set: MeasuredSet,
  rankings: readonly ((question: number) => Float32Array)[],
  seed: number,
): MeasuredSet {
  const random = randomFrom(seed);
  const candidates = set.grades.map((grades, question) => {
    const near = new Set(rankings.flatMap((scoresOf) => best(scoresOf(question), FROM_BEST)));
    const others = shuffled(
      [...near.difference(grades)].sort((a, b) => a - b),
      random,
    );
    const itself = set.itself?.[question];
    return [...grades.keys(), ...others.filter((place) => place !== itself)].slice(0, CANDIDATES);
  });
  return { ...set, name: `${set.name}, pools`, candidates };
}
