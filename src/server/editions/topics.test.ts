import { describe, expect, it } from 'vitest';
import { topicsIn } from './topics.ts';

const titled = (...titles: string[]) => titles.map((title) => ({ title, keywords: [] as string[] }));

describe('topicsIn', () => {
  it('names what three papers or more share, the commonest first', () => {
    const papers = titled('Diffusion for Video', 'A LLM on diffusion', 'LLM agents', 'LLM and Diffusion', 'LLM video');
    expect(topicsIn(papers)).toEqual([
      { words: 'LLM', papers: 4 },
      { words: 'diffusion', papers: 3 },
    ]);
  });

  it('prefers the phrase to its words', () => {
    const papers = titled('Flow matching for sound', 'On flow matching', 'Flow Matching, again');
    expect(topicsIn(papers)).toEqual([{ words: 'flow matching', papers: 3 }]);
  });

  it('counts a paper once, by keyword or title', () => {
    const papers = titled('Agents and agents', 'Agents', 'Robots').map((paper) => ({ ...paper, keywords: ['Agents'] }));
    expect(topicsIn(papers)).toEqual([{ words: 'agents', papers: 3 }]);
  });
});
