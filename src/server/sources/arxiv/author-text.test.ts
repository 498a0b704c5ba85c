import { expect, test } from 'vitest';
import { authorsFromText } from './author-text.ts';

test.each([
  ['A. One', ['A. One']],
  ['A. One, B. Two and C. Three', ['A. One', 'B. Two', 'C. Three']],
  ['A. One, and B. Two', ['A. One', 'B. Two']],
  ['A. One (Here, There), B. Two (Here)', ['A. One', 'B. Two']],
  ['A. One ((1) Here, (2) There), B. Two (1)', ['A. One', 'B. Two']],
  ['Sammy Davis, Jr., Carl Two, III', ['Sammy Davis Jr.', 'Carl Two III']],
  ['Sandy Anderson, Andy Sand', ['Sandy Anderson', 'Andy Sand']],
  ['A. One,\n  B. Two,', ['A. One', 'B. Two']],
  ['Jr.', ['Jr.']],
  ['', []],
])('%j', (text, names) => {
  expect(authorsFromText(text).map(({ name }) => name)).toEqual(names);
});
