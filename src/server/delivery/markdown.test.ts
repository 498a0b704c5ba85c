import { describe, expect, it } from 'vitest';
import type { Paper } from '#catalogue/paper.ts';
import { markdownOf } from './markdown.ts';

const PAPER: Paper = {
  id: '2503.11792',
  arxivId: '2503.11792',
  title: 'A *bold* $O(n)$ title',
  abstract: 'See https://a.example/b. With $a<b$ and [a link](javascript:alert(1)) and <img src=x onerror=alert(1)>.',
  authors: [{ name: 'Ada [L](https://x.example)' }],
  publishedAt: '2025-03-14T12:00:00.000Z',
  categories: ['cs.LG'],
  links: [{ kind: 'code', url: 'https://github.com/a/b' }],
  githubStars: 7,
  keywords: ['one', 'two'],
  summary: { text: 'Short.', by: 'Example/Model' },
  versions: [],
  upvotes: 3,
  revision: 1,
};

const sighting = { source: 'arxiv', sourceKey: '2503.11792', seenAt: '2025-03-15T00:00:00.000Z', title: PAPER.title };
const SEEN = [
  { source: 'arxiv', sourceKey: '2503.11792', firstSeenAt: sighting.seenAt, lastSeenAt: sighting.seenAt, sighting },
];

describe('markdownOf', () => {
  const markdown = markdownOf(PAPER, SEEN);

  it('says what is known, each fact on a line', () => {
    expect(markdown).toMatch(/^# A \\\*bold\\\* \$O\(n\)\$ title\n/);
    expect(markdown).toContain('\n- Published: 2025-03-14\n');
    expect(markdown).toContain('\n- arXiv: <https://arxiv.org/abs/2503.11792>\n');
    expect(markdown).toContain('\n- Code: <https://github.com/a/b> (7 stars)\n');
    expect(markdown).toContain('\n## Summary (written by Example/Model)\n');
    expect(markdown).toContain('\n## Sources\n\n- arXiv, seen 2025-03-15\n');
  });

  it('says first that a paper is withdrawn, and how often it is cited', () => {
    const withdrawn = markdownOf({ ...PAPER, withdrawnOn: '2026-05-03', citations: 12 }, []);
    expect(withdrawn).toContain('title\n\n- Withdrawn: 2026-05-03\n');
    expect(withdrawn).toContain('\n- Citations: 12\n');
    expect(markdown).not.toMatch(/Withdrawn|Citations/);
  });

  it('brings no link, image or HTML of the paper’s making', () => {
    expect(markdown).toContain('See <https://a.example/b>. With $a\\lt b$');
    expect(markdown).not.toMatch(/(?<!\\)\[/);
    expect(markdown.replace(/<https:\/\/[^<>\s]+>/g, '')).not.toMatch(/(?<!\\)</);
  });

  it('leaves out what is not known', () => {
    const { abstract, summary, upvotes, githubStars, ...bare } = PAPER;
    const short = markdownOf({ ...bare, authors: [], authorCount: 6, keywords: [], links: [] }, []);
    expect(short).toContain('- Authors: 6 (names not known)');
    expect(short).not.toMatch(/Abstract|Summary|Votes|Code|Keywords|Sources|undefined/);
  });
});
