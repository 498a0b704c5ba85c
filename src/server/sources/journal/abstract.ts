import { paragraphs } from '../text.ts';

/**
 * Paragraphs that publishers put around an abstract or in its place, as their feeds showed in 2026: Nature's first
 * line, Wiley's and Science's volume and page, ACS's journal and DOI, ScienceDirect's dates and authors.
 */
const AROUND = [
  /^.{0,120}, Published online: .{0,40};\s*(?:https?:\/\/)?(?:doi\b|dx\.doi).{0,200}$/i,
  /^Vol(?:ume|\.)\s.{0,40}(?:Issue|Page|pp\.).{0,120}$/i,
  /^(?:doi:|https:\/\/doi\.org\/)\s*\S{0,200}$/i,
  /^(?:Publication date|Source):.{0,300}$/i,
  /^arXiv:\S{1,30} Announce Type: \S{1,20}(?: Abstract: )?/i,
  /^(?:Abstract|Summary)\.?$/i,
];
const AUTHORS = /^Author\(s\):\s*/;
const HEAD = /^Abstract\s?[:.–—-]\s*/i;

/** What a feed's description holds for a paper. */
export interface Description {
  abstract?: string;
  /** ScienceDirect names them nowhere else. */
  authors?: string;
}

/** Takes a description apart; `text` may be of several paragraphs. */
export function describedIn(text: string): Description {
  const found: Description = {};
  const kept: string[] = [];
  for (const paragraph of paragraphs(text).split('\n\n')) {
    if (AUTHORS.test(paragraph)) found.authors = paragraph.replace(AUTHORS, '');
    else {
      const rest = AROUND.reduce((left, around) => left.replace(around, ''), paragraph).trim();
      if (rest !== '') kept.push(rest);
    }
  }
  const abstract = kept.join('\n\n').replace(HEAD, '');
  // A full stop is all that Wiley leaves of a description without abstract.
  if (/\p{L}/u.test(abstract)) found.abstract = abstract;
  return found;
}
