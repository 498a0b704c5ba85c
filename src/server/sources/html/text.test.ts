import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraphs } from '../text.ts';
import { namedCharacter, withoutEntities } from './entities.ts';
import { MOST_HTML, textOfHtml } from './text.ts';

describe('entities', () => {
  it.each([
    ['AT&amp;T &eacute;&Eacute;&szlig;&yuml; &alpha;&omega;&Omega;', 'AT&T éÉßÿ αωΩ'],
    ['&#65;&#x42;&#x1D49C; &#150;&#x93; &hellip;&le;&nbsp;|', 'AB𝒜 –“ …≤\u00a0|'],
    ['&amp;lt; AT&T &unknown; &; &#; &#0; &#xd800; &#9999999;', '&lt; AT&T &unknown; &; &#; \ufffd \ufffd \ufffd'],
  ])('%s', (text, expected) => {
    expect(withoutEntities(text)).toBe(expected);
  });

  it('have names for all of Latin-1', () => {
    expect(['nbsp', 'Agrave', 'divide', 'yuml', 'Rho', 'sigma'].map(namedCharacter).join('')).toBe('\u00a0À÷ÿΡσ');
  });
});

describe('the text of HTML', () => {
  it.each([
    ['<p>One.</p><p>Two<br/>lines.</p>', 'One.\n\nTwo lines.'],
    ['If p < 0.05 and a<b>c</b>, x <i and j> y', 'If p < 0.05 and ac, x <i and j> y'],
    ['Growth of <i>E. coli</i> in H<sub>2</sub>O at 10<sup>-3</sup>&#160;M', 'Growth of E. coli in H2O at 10^-3 M'],
    ['a<script>alert("<p>")</script>b<style>p{}</style>c<!-- <p> -->d', 'abcd'],
    ['a<script>never closed', 'a'],
    ['a<!-- never closed', 'a'],
    ['<a href="x>y" title=\'<b>\'>link</a> <img src=1 alt="z"/>end', 'link end'],
    ['<jats:sec><jats:title>Aim</jats:title><jats:p>Text.</jats:p></jats:sec>', 'Aim\n\nText.'],
    [
      '<mml:math><mml:semantics><mml:mi>x</mml:mi><mml:annotation encoding="tex">\\x</mml:annotation></mml:semantics></mml:math>.',
      'x.',
    ],
    ['<ul><li>one<li>two</ul>', 'one\n\ntwo'],
    ['<Foo> and <T, U> and </', '<Foo> and <T, U> and </'],
    ['&lt;b&gt; stays &amp;amp;', '<b> stays &amp;'],
  ])('%s', (html, expected) => {
    expect(paragraphs(textOfHtml(html))).toBe(expected);
  });

  it('is the text itself where there is no HTML', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !/[<&]/.test(text)),
        (text) => {
          expect(textOfHtml(text)).toBe(text);
        },
      ),
    );
  });

  it.each(['<', '<a href="', '<!--', '<script>', '<p ', "<a '", '&#', '</script', '<svg/>'])(
    'takes no longer for very many %s',
    (piece) => {
      const start = performance.now();
      textOfHtml(piece.repeat(MOST_HTML));
      // A walk over the rest of the text at each sign would take minutes.
      expect(performance.now() - start).toBeLessThan(5_000);
    },
  );
});
