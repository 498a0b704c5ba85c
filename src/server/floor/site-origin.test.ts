import { expect, it } from 'vitest';
import { siteOrigin } from './site-origin.ts';

it.each([
  ['https://papers.example.org', '0.0.0.0', 'https://papers.example.org'],
  ['', '127.0.0.1', 'http://localhost:3000'],
  ['', '::', 'http://localhost:3000'],
  ['', 'fd00::1', 'http://[fd00::1]:3000'],
  ['', 'papers.local', 'http://papers.local:3000'],
])('set to “%s” and listening at %s it is %s', (origin, host, expected) => {
  expect(siteOrigin({ origin, host, port: 3000 })).toBe(expected);
});
