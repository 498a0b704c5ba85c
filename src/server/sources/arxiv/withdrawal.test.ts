import { describe, expect, it, test } from 'vitest';
import { saysWithdrawn } from './withdrawal.ts';

describe('a comment', () => {
  it.each([
    'Withdrawn',
    'withdrawn.',
    'Paper withdrawn by the author',
    'Withdrawn by the authors due to an error in Lemma 2',
    'Withdrawn (see comments)',
    'This paper has been withdrawn by the author(s) due to a crucial sign error in equation 1',
    'This paper has been withdrawn',
    'The manuscript is withdrawn as its data were incomplete',
    'This article was withdrawn from arXiv by its authors',
    '12 pages, 3 figures. This paper has been withdrawn because the proof is wrong',
    'We withdraw this submission since parts of the analysis are faulty',
    'I would like to withdraw the paper because I want to change some results',
    'The authors have withdrawn this manuscript',
  ])('says so: %s', (comment) => {
    expect(saysWithdrawn(comment, 'We study things.')).toBe(true);
  });

  it.each([
    undefined,
    '12 pages',
    'Accepted at a workshop (withdrawn before presentation for lack of funds)',
    'A previous version of this manuscript was withdrawn',
    'Replaces the withdrawn paper arXiv:2401.00001',
    'Section 6 is withdrawn',
    'This paper was withdrawn from the proceedings of a conference',
    'v2: complete rewrite. Withdrawn as erroneous: Definition 4',
    'It may be withdrawn if accepted elsewhere',
    'Withdrawn sample data are in the appendix',
  ])('does not: %s', (comment) => {
    expect(saysWithdrawn(comment, 'We study things.')).toBe(false);
  });
});

test('an abstract counts where a notice stands in its place', () => {
  expect(saysWithdrawn(undefined, 'This paper has been withdrawn by the author due to an error.')).toBe(true);
  expect(saysWithdrawn('5 pages', 'Withdrawn due to an error in Eq. 3.')).toBe(true);
  expect(saysWithdrawn(undefined, 'Energy is withdrawn from the cavity. This paper has been withdrawn.')).toBe(false);
  expect(saysWithdrawn(undefined, 'Withdrawal due to fear is studied in mice.')).toBe(false);
  expect(saysWithdrawn(undefined, `This paper is withdrawn. ${'x'.repeat(600)}`)).toBe(false);
});

test('a long comment is looked through in no time', () => {
  const began = performance.now();
  for (const piece of ['we have ', 'this paper has been ', '. this paper ', 'withdrawn ', 'authors '])
    saysWithdrawn(piece.repeat(20_000).slice(0, 100_000), piece.repeat(30));
  expect(performance.now() - began).toBeLessThan(1_000);
});
