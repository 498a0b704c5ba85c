import fc from 'fast-check';
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { describe, expect, it } from 'vitest';
import { htmlOf, type Range } from './html.ts';

/** Every element and attribute that a paper's text may bring onto a page, and nothing else. */
const ALLOWED: Record<string, string[]> = {
  a: ['href', 'rel'],
  em: [],
  strong: [],
  code: [],
  mark: [],
};
const MATHML = 'http://www.w3.org/1998/Math/MathML';
const NEVER_IN_MATHML = /^(?:style|class|id|href|src|on.*|xlink:.*|actiontype|altimg)$/;

function judge(html: string): string[] {
  const faults: string[] = [];
  const walk = (node: Tree.ChildNode) => {
    if (!('tagName' in node)) {
      if (node.nodeName === '#comment') faults.push('a comment');
      return;
    }
    for (const { name, value } of node.attrs) {
      if (node.namespaceURI === MATHML ? NEVER_IN_MATHML.test(name) : !ALLOWED[node.tagName]?.includes(name)) {
        faults.push(`${node.tagName} ${name}="${value}"`);
      }
      if (name === 'href') {
        const url = new URL(value);
        if (!/^https?:$/.test(url.protocol) || url.username || url.password) faults.push(value);
      }
    }
    if (node.namespaceURI !== MATHML && !(node.tagName in ALLOWED)) faults.push(node.tagName);
    if (node.namespaceURI === MATHML && node.tagName === 'annotation-xml') faults.push(node.tagName);
    for (const child of node.childNodes) walk(child);
  };
  const fragment = parseFragment(`<p>${html}</p><i>after</i>`);
  const [paragraph, after] = fragment.childNodes as Tree.Element[];
  for (const child of paragraph!.childNodes) walk(child);
  if (fragment.childNodes.length !== 2 || after?.tagName !== 'i') faults.push('it breaks out of its paragraph');
  return faults;
}

const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</p></div><iframe src="//x.example">',
  '"><svg onload=alert(1)>',
  "' autofocus onfocus='alert(1)",
  'javascript:alert(1)',
  'https://a.example/"onmouseover="alert(1)',
  'https://a.example/<b>x</b>',
  'https://arxiv.org@evil.example/abs/2503.11792',
  'https://a:b@evil.example/',
  'HTTPS://A.EXAMPLE/x\u0000y',
  'https://[::1',
  '<!-- --> <![CDATA[ x ]]> <?php ?>',
  '$\\href{javascript:alert(1)}{x}$',
  '$\\href{https://a.example}{x}$',
  '$\\url{javascript:alert(1)}$',
  '$\\includegraphics{https://a.example/x.png}$',
  '$\\class{x}{y} \\id{a}{b} \\style{color:red}{z} \\data{a=b}{c}$',
  '$\\text{<img src=x onerror=alert(1)>}$',
  '$\\text{</math><script>alert(1)</script>}$',
  '$</math><script>alert(1)</script>$',
  '$\\unicode{x3c}script\\unicode{x3e} \\unicode{xd800} \\unicode{xfffff}$',
  '$\\color{red}{x} \\textcolor{#f00}{y} \\colorbox{red}{z} \\fcolorbox{red}{blue}{w} \\boxed{v}$',
  '$\\begin{array}{c|c}a&b\\\\ \\hline c&d\\end{array}$',
  '$\\def\\x{\\x\\x}\\x$',
  '$\\newcommand{\\a}[1]{#1#1#1}\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{x}}}}}}}}}$',
  `$${'{'.repeat(900)}x${'}'.repeat(900)}$`,
  `$${'\\frac'.repeat(300)}$`,
  `$${'\\sqrt'.repeat(390)}$`,
  `$${'\\left('.repeat(300)}$`,
  `$${'x^'.repeat(900)}$`,
  `$${'\\begin{matrix}'.repeat(130)}$`,
  '$'.repeat(10_000),
  '\\('.repeat(10_000),
  '\\begin{align}'.repeat(2000),
  'https://'.repeat(2000),
  `https://a.example/${')'.repeat(5000)}`,
  '{\\em '.repeat(2000),
  '\\emph{<b>x</b>}\\textbf{"}\\texttt{\'}',
  '\u202egnp.exe \u2066x\u2069',
  '\ud800 \udfff \ufffe',
  "``quoted'' <em>not ours</em> & &amp; &lt;",
];

describe('htmlOf', () => {
  it.each(PAYLOADS.map((payload) => [payload.slice(0, 60), payload]))('keeps %s harmless', (_name, payload) => {
    for (const text of [payload, `a ${payload} b $x$ ${payload}`]) {
      const started = performance.now();
      expect(
        judge(
          htmlOf(text, {
            links: true,
            marks: [
              [0, 3],
              [2, 9],
              [5, 5],
              [40, 4000],
            ],
          }),
        ),
      ).toEqual([]);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });

  it('is total over anything made of its own syntax', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '$',
        '$$',
        '\\(',
        '\\)',
        '\\[',
        '\\]',
        '{',
        '}',
        '\\',
        '<',
        '>',
        '&',
        '"',
        "'",
        ' ',
        '\n',
        '^',
        '_',
      ),
      fc.constantFrom(
        '\\frac',
        '\\text{',
        '\\emph{',
        '\\url{',
        'https://',
        'a.b/c',
        '\\begin{align}',
        '\\end{align}',
        '\\"o',
      ),
      fc.constantFrom(...PAYLOADS.filter((payload) => payload.length < 200)),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    const range = fc.tuple(fc.integer({ min: -5, max: 300 }), fc.integer({ min: -5, max: 300 }));
    fc.assert(
      fc.property(texts, fc.boolean(), fc.array(range, { maxLength: 4 }), (text, links, marks) => {
        expect(judge(htmlOf(text, { links, marks: marks as Range[] }))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('sets formulas, and shows the source of what is none', () => {
    expect(htmlOf('An $O(n^2)$ bound')).toMatch(
      /^An <math><mrow><mi>O<\/mi>.*<msup><mi>n<\/mi><mn>2<\/mn><\/msup>.*<\/math> bound$/,
    );
    expect(htmlOf('$$x$$')).toContain('<math display="block">');
    expect(htmlOf('$\\nosuchcommand{x}$')).toBe('<code>$\\nosuchcommand{x}$</code>');
    expect(htmlOf(`$${'x'.repeat(2001)}$`)).not.toContain('<math');
    expect(htmlOf(`$${'{'.repeat(100)}x${'}'.repeat(100)}$`)).not.toContain('<math');
  });

  it('sets fifty formulas of a text and leaves the rest as they are', () => {
    expect(htmlOf('$x$ '.repeat(60)).match(/<math>/g)).toHaveLength(50);
  });

  it('leaves prices alone', () => {
    const prices = 'It costs $5 million and not $10, or $3 to $4 a day.';
    expect(htmlOf(prices)).toBe(prices);
  });

  it('links an address without the stop after it, and two that are glued together as two', () => {
    const link = (url: string, text = url) => `<a href="${url}" rel="nofollow noopener">${text}</a>`;
    expect(htmlOf('See https://a.example/b.', { links: true })).toBe(`See ${link('https://a.example/b')}.`);
    expect(htmlOf('(https://a.example/b_(c))', { links: true })).toBe(`(${link('https://a.example/b_(c)')})`);
    expect(htmlOf('https://a.example/bhttps://c.example/d', { links: true })).toBe(
      link('https://a.example/b') + link('https://c.example/d'),
    );
    expect(htmlOf('\\url{https://a.example/b}!', { links: true })).toBe(`${link('https://a.example/b')}!`);
    expect(htmlOf('See https://a.example/b')).toBe('See https://a.example/b');
  });

  it('turns the TeX of prose into letters', () => {
    expect(htmlOf("G\\\"odel, Erd\\H{o}s, Fran\\c{c}ois, K{\\'a}rm\\'an, \\O rsted: 10\\% of {\\em all}")).toBe(
      'Gödel, Erdős, François, Kármán, Ørsted: 10% of <em>all</em>',
    );
  });

  it('marks what was found, outside formulas', () => {
    expect(
      htmlOf('graph of $graph$', {
        marks: [
          [0, 5],
          [10, 15],
        ],
      }),
    ).toMatch(/^<mark>graph<\/mark> of <math>/);
  });
});
