import { invalid } from '#floor/failure.ts';
import { LONGEST_QUESTION } from '#search/index.ts';

/** A question of a length that is read. @throws Failure `Invalid` for one that is too long. */
export function boundedQuestion(text: string): string {
  if (text.length <= LONGEST_QUESTION) return text;
  throw invalid(
    `The question has ${text.length.toLocaleString('en')} characters.`,
    `Ask in at most ${LONGEST_QUESTION.toLocaleString('en')}.`,
  );
}
