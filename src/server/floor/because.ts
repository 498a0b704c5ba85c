/** One reason for a paper's place, in words that a reader understands, with what it added to the score. */
export interface Because {
  signal: 'votes' | 'comments' | 'stars' | 'place' | 'recency' | 'words' | 'meaning' | 'identity';
  words: string;
  /** Its part of the score; parts add up to the score. */
  points: number;
}

export interface Ranked {
  score: number;
  because: Because[];
}
