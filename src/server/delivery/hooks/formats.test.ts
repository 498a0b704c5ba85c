import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barePaper } from '#catalogue/bare-paper.fixture.ts';
import type { Paper } from '#catalogue/paper.ts';
import type { HookKind } from '#floor/settings/hooks.ts';
import { chatFaults } from '#test/harness/chat-rules.ts';
import { EVERY_KIND, HOOK_SECRET, hookOf } from '#test/harness/hooks.ts';
import type { ListedPaper } from '../list/list.ts';
import { type Post, postOf, testPost } from './post.ts';
import { hookRequest } from './request.ts';

const ORIGIN = 'https://papers.example.org';
const NOW = new Date('2026-06-18T09:00:00Z');
const naming = {
  id: 'a1b2c3d4e5f60718',
  hook: 'team',
  edition: 'day 2026-06-18',
  origin: ORIGIN,
  path: '/papers/date/2026-06-18',
};

function paperOf(n: number, more: Partial<Paper> = {}): Paper {
  const id = `2501.${String(n).padStart(5, '0')}`;
  return barePaper({ id, arxivId: id, title: `Result ${n}`, ...more });
}

const sent = (kind: HookKind, post: Post) => {
  const {
    url,
    body = '',
    method = 'POST',
    headers = {},
  } = hookRequest(hookOf(kind, 'https://chat.example'), post, NOW);
  const { pathname } = new URL(url);
  return { body, faults: chatFaults(kind, { method, path: pathname, headers, body }), json: JSON.parse(body) };
};

const CALLS = [
  '@everyone',
  '@here',
  '@channel',
  '@all',
  '@room',
  '<!channel>',
  '<!here|here>',
  '<@U123>',
  '<@&1>',
  '@ada',
];
const MARKS = [
  '*',
  '_',
  '`',
  '~~',
  '||',
  '[x](javascript:alert(1))',
  '<b>',
  '</a>',
  '&amp;',
  '"',
  "'",
  '\\',
  '\n# ',
  '\ud800',
  '\u202e',
  '$x_1<y$',
];
const piece = fc.oneof(
  fc.constantFrom(...CALLS, ...MARKS),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('word ', 'x'.repeat(90)),
);
const anyText = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const anyListed: fc.Arbitrary<ListedPaper> = fc.record({
  paper: fc
    .record({ title: anyText, abstract: anyText, name: anyText, code: fc.webUrl({ withQueryParameters: true }) })
    .map(({ title, abstract, name, code }) =>
      paperOf(1, { title, abstract, authors: [{ name }], links: [{ kind: 'code', url: code }] }),
    ),
  because: fc.array(anyText, { maxLength: 3 }),
});

describe.each(EVERY_KIND)('a post to %s', (kind) => {
  it('is as the service’s documents have it, whatever the papers say', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyListed, { maxLength: 50 }), (heading, papers) => {
        const { faults } = sent(kind, postOf({ heading, papers, reachable: 99 }, naming));
        expect(faults).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('has the papers in order, each with its page, and where the others are', () => {
    const papers = [1, 2, 3].map((n) => ({ paper: paperOf(n), because: ['9 votes'] }));
    const { body } = sent(kind, postOf({ heading: 'Thursday', papers, reachable: 56 }, naming));
    const at = [1, 2, 3].map((n) => body.indexOf(`${ORIGIN}/papers/2501.0000${n}`));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
    expect(body).toContain('Result 2');
    expect(body).toContain('https://papers.example.org/papers/date/2026-06-18');
    expect(body).toContain(kind === 'webhook' ? '"more":53' : '53 more on the page');
  });

  it('says what did not fit as more on the page', () => {
    const long = { abstract: 'Words of some length. '.repeat(40), authors: [{ name: 'Ada Lovelace' }] };
    const papers = Array.from({ length: 50 }, (_, n) => ({
      paper: paperOf(n, { ...long, title: `Result ${n} ${'of care '.repeat(20)}` }),
      because: [],
    }));
    const { body, faults } = sent(kind, postOf({ heading: 'Thursday', papers, reachable: 60 }, naming));
    const shown = new Set(body.match(/papers\/2501\.\d+/g)).size;
    expect(faults).toEqual([]);
    expect(shown).toBeGreaterThan(3);
    expect(body).toContain(kind === 'webhook' ? '"more":10' : `${60 - shown} more on the page`);
  });

  it('may be a test', () => {
    const { faults, body } = sent(kind, testPost({ ...naming, path: '/papers' }));
    expect(faults).toEqual([]);
    expect(body).toContain('This is a test of Offprint');
  });
});

it('a webhook’s body is signed together with the second it was sent in', () => {
  const post = postOf({ heading: 'Thursday', papers: [{ paper: paperOf(1), because: [] }], reachable: 1 }, naming);
  const { body, headers } = hookRequest(hookOf('webhook', 'https://chat.example'), post, NOW);
  const t = NOW.getTime() / 1_000;
  const v1 = createHmac('sha256', HOOK_SECRET).update(`${t}.${body}`).digest('hex');
  expect(headers).toMatchObject({ 'x-offprint-signature': `t=${t},v1=${v1}`, 'x-offprint-delivery': naming.id });
});

it('a title calls nobody and controls nothing in Slack', () => {
  const papers = [{ paper: paperOf(1, { title: '<!channel> & @here: 1 < 2' }), because: [] }];
  const { json } = sent('slack', postOf({ heading: 'Thursday', papers, reachable: 1 }, naming));
  expect(json.blocks[1].text.text).toContain('|&lt;!channel&gt; &amp; @\u200bhere: 1 &lt; 2>*');
});

it('the rules find what breaks them', () => {
  const headers = { 'content-type': 'application/json' };
  const faults = (kind: HookKind, value: object) =>
    chatFaults(kind, { method: 'POST', path: '/', headers, body: JSON.stringify(value) });
  const text = (words: string) => ({
    text: 'x',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', verbatim: true, text: words } }],
  });
  expect(faults('slack', text('fine & <!channel>'))).toHaveLength(1);
  expect(faults('slack', text('x'.repeat(3_001)))).toEqual(['a text']);
  expect(faults('discord', { content: 'x', embeds: [] })).toEqual(['mentions are not off']);
  expect(faults('mattermost', { text: 'hello @all' })).toEqual(['a call']);
  expect(faults('telegram', { text: '<b>x', parse_mode: 'HTML' })).toContain('an element without an end');
});
