import { expect, test } from 'vitest';
import { readXml } from './read.ts';
import { writtenXml } from './write.ts';

test('what is written is read as the same element', () => {
  const text = '<a k="1 &lt; 2 &amp; &quot;3&quot;"><p:b xml:lang="en">x &gt; <![CDATA[<i>]]> y</p:b>&amp;amp;<c/></a>';
  const { root } = readXml(Buffer.from(text), new Set());
  expect(readXml(Buffer.from(writtenXml(root)), new Set()).root).toEqual(root);
});
