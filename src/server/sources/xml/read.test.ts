import { expect, test } from 'vitest';
import { BrokenPage } from '../source.ts';
import { childOf, childrenOf, readXml, textOf } from './read.ts';

const read = (text: string | Uint8Array, ...cut: string[]) =>
  readXml(typeof text === 'string' ? Buffer.from(text) : text, new Set(cut));

test('records are cut out, with the text they stood as', () => {
  const page = read('<r a="1"><meta>x</meta><record>a<b>1 &lt; 2</b></record>\n<dc:record k="v"/><end/></r>', 'record');
  expect(page.broken).toBeUndefined();
  expect(page.root).toMatchObject({ name: 'r', attributes: { a: '1' } });
  expect(page.records.map(({ raw }) => raw)).toEqual(['<record>a<b>1 &lt; 2</b></record>', '<dc:record k="v"/>']);
  expect(page.records.map(({ element }) => textOf(element))).toEqual(['a1 < 2', '']);
  expect(page.records[1]!.element).toMatchObject({ name: 'record', prefix: 'dc', attributes: { k: 'v' } });
  expect(childrenOf(page.root, 'record')).toEqual([]);
  expect(textOf(childOf(page.root, 'meta'))).toBe('x');
});

test('a record knows what it stood in', () => {
  const { records } = read('<r><v id="1"><i>a</i><m>x</m></v><v id="2"><i>b</i></v></r>', 'i');
  expect(records.map(({ parent }) => [parent.attributes.id, textOf(childOf(parent, 'm'))])).toEqual([
    ['1', 'x'],
    ['2', ''],
  ]);
});

test('a record within a record belongs to the outer one, and the root is none', () => {
  const { records } = read('<record><record>a<record>b</record></record></record>', 'record');
  expect(records.map(({ raw }) => raw)).toEqual(['<record>a<record>b</record></record>']);
});

test('attributes that hold a smaller sign do not move a record’s beginning', () => {
  const { records, broken } = read('<r><i x="a&lt;b" y=\'>\'>t</i></r>', 'i');
  expect(broken).toBeUndefined();
  expect(records[0]!.raw).toBe('<i x="a&lt;b" y=\'>\'>t</i>');
});

test('text comes whole, CDATA and entities included, comments left out', () => {
  expect(textOf(read('<r>a<![CDATA[<b>&amp;]]>&amp;<!-- no -->&#x41;&#66;</r>').root)).toBe('a<b>&amp;&AB');
});

test('half a page keeps the records that were whole', () => {
  const page = read('<r><i>1</i><i>2</i><i>3', 'i');
  expect(page.records).toHaveLength(2);
  expect(page.broken).toBeTruthy();
});

test.each([
  ['billion laughs', '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><r><i>&b;</i></r>'],
  ['an external entity', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><i>&x;</i></r>'],
])('%s: not even the root is read', (_, text) => {
  expect(() => read(text, 'i')).toThrow(BrokenPage);
});

test.each([
  ['an entity that nobody declared', '<r><i>&nbsp;</i></r>'],
  ['very deep', `<r>${'<a>'.repeat(200_000)}`],
  ['very many attributes', `<r ${Array.from({ length: 1000 }, (_, n) => `a${n}="x"`).join(' ')}/>`],
])('%s: broken, and soon', (_, text) => {
  let page: { broken?: string } = {};
  try {
    page = read(text, 'i');
  } catch (error) {
    page.broken = (error as Error).message;
  }
  expect(page.broken).toBeTruthy();
});

test.each(['', '   ', '<html', 'Rate exceeded.', '{"error":1}'])('%j is no XML', (text) => {
  expect(() => read(text)).toThrow(BrokenPage);
});

test('encodings are read as declared, and what is none of them is seen', () => {
  const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><r><i>Gödel</i></r>', 'latin1');
  expect(textOf(read(latin, 'i').records[0]!.element)).toBe('Gödel');
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<r><i>Gödel</i></r>', 'utf16le')]);
  expect(textOf(read(utf16, 'i').records[0]!.element)).toBe('Gödel');
  const wrong = Buffer.from('<?xml version="1.0" encoding="UTF-8"?><r><i>Gödel</i><i>Ok</i></r>', 'latin1');
  expect(read(wrong, 'i').records.map(({ isDamaged }) => isDamaged)).toEqual([true, false]);
});
