import { describe, expect, it } from 'vitest';
import { backPath, densityOf, themeOf } from './looks.ts';

describe('looks', () => {
  it('takes only what can be chosen', () => {
    expect([densityOf('titles'), densityOf('TITLES'), densityOf(null)]).toEqual(['titles', undefined, undefined]);
    expect([themeOf('dark'), themeOf('dark; x'), themeOf(undefined)]).toEqual(['dark', undefined, undefined]);
  });

  it.each([
    ['/papers/date/2026-06-18?page=2', '/papers/date/2026-06-18?page=2'],
    ['//evil.example/', '/papers'],
    ['/\\evil.example', '/papers'],
    ['https://evil.example', '/papers'],
    ['/a\r\nset-cookie: x=y', '/papers'],
    [null, '/papers'],
  ])('goes back to %s as %s', (given, path) => {
    expect(backPath(given)).toBe(path);
  });
});
