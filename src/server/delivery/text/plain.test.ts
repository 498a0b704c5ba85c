import { describe, expect, it } from 'vitest';
import { plainOf, shortened } from './plain.ts';

describe('plainOf', () => {
  it.each([
    ['An $\\alpha$-fair $O(n^{2})$ method', 'An α-fair O(n^2) method'],
    ['Sums $\\sum_{i} \\frac{a}{b}$', 'Sums ∑_{i} \\frac{a}{b}'],
    ['In $O(n\\log n)$, $\\log(x)$ or $\\ln\\ln T$', 'In O(n log n), log(x) or ln ln T'],
    ['C$_{\\rm3}$N over \\({\\mathbb R}^{12}\\) in $\\texttt{C}$', 'C_3N over R^12 in C'],
    ['$\\sqrt{2}$ and $\\sqrt{\\alpha + 1}$', '√2 and √(α + 1)'],
    ['\\emph{Deep} nets,\n  {\\it wide} ones', 'Deep nets, wide ones'],
    ['G\\"odel \\& co', 'Gödel & co'],
    ['right\u202eleft', 'rightleft'],
  ])('reads %s as %s', (text, plain) => {
    expect(plainOf(text)).toBe(plain);
  });
});

describe('shortened', () => {
  it('cuts at a word and says that it cut', () => {
    expect(shortened('one two three', 40)).toBe('one two three');
    expect(shortened('one two three four', 12)).toBe('one two…');
    expect(shortened('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
  });
});
