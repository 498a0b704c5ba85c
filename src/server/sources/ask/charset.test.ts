import { expect, it } from 'vitest';
import { decoded } from '../xml/decode.ts';
import { inUtf8 } from './charset.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const text = (bytes: Uint8Array, type: string) => Buffer.from(inUtf8(bytes, type)).toString();

it.each([
  ['text/plain; charset=ISO-8859-1', latin1('Müller')],
  ['application/json;charset="windows-1252"', latin1('Müller')],
  ['application/feed+json; charset=latin1', latin1('Müller')],
  ['application/rss+xml; Charset=iso-8859-1', latin1('Müller')],
  ['application/json; charset=utf-16le', utf16('Müller')],
  ['application/json; charset=utf-8', Buffer.from('Müller')],
  ['application/json', Buffer.from('Müller')],
])('a text of %s becomes UTF-8', (type, bytes) => {
  expect(text(bytes, type)).toBe('Müller');
});

it('what is UTF-8 stays so whatever its header says', () => {
  expect(text(Buffer.from('Müller 統計'), 'text/xml; charset=ISO-8859-1')).toBe('Müller 統計');
});

it('only ASCII characters may still be another alphabet', () => {
  expect(text(Buffer.from('\x1b$B4A\x1b(B', 'latin1'), 'text/plain; charset=iso-2022-jp')).toBe('漢');
  expect(text(utf16('ab'), 'text/plain; charset=utf-16')).toBe('ab');
});

it('XML that says what it is written in is left to its reader', () => {
  const page = latin1('<?xml version="1.0" encoding="ISO-8859-1"?><a>Müller</a>');
  expect(inUtf8(page, 'text/xml; charset=windows-1251')).toBe(page);
  expect(decoded(inUtf8(page, 'text/xml; charset=windows-1251'))).toContain('Müller');
});

it('XML that was decoded no longer says that it is in something else', () => {
  const page = utf16('<?xml version="1.0" encoding="utf-16"?><a>Müller</a>');
  expect(decoded(inUtf8(page, 'application/xml; charset=utf-16le'))).toBe('<?xml version="1.0"?><a>Müller</a>');
  expect(decoded(inUtf8(latin1('<a>Müller</a>'), 'text/xml; charset=latin1'))).toBe('<a>Müller</a>');
});

it('what nobody knows, or is no text, changes nothing', () => {
  const bytes = latin1('Müller');
  for (const type of [
    'text/plain; charset=klingon',
    'application/pdf; charset=latin1',
    'text/plain',
    '',
    'text/plain; charset=',
  ])
    expect(inUtf8(bytes, type)).toBe(bytes);
});
