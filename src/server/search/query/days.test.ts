import { expect, test } from 'vitest';
import { daysAfter, daysBefore, daysOf, periodNames } from './days.ts';

test.each([
  ['2024', '2024-01-01', '2024-12-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2024/02/05', '2024-02-05', '2024-02-05'],
  ['2024..2026', '2024-01-01', '2026-12-31'],
  ['2024-2026', '2024-01-01', '2026-12-31'],
  ['2024-03..2024-05-06', '2024-03-01', '2024-05-06'],
  ['2024..', '2024-01-01', undefined],
  ['2024..*', '2024-01-01', undefined],
  ['..2024', undefined, '2024-12-31'],
  ['*..2024-02', undefined, '2024-02-29'],
  ['>=2024', '2024-01-01', undefined],
  ['>2024', '2025-01-01', undefined],
  ['<=2025-06', undefined, '2025-06-30'],
  ['<2025-06', undefined, '2025-05-31'],
  ['[202301010600 TO 202402290600]', '2023-01-01', '2024-02-29'],
  ['[202301 TO 202302]', '2023-01-01', '2023-02-28'],
  ['[20230101 TO *]', '2023-01-01', undefined],
])('%s', (text, from, to) => {
  expect(daysOf(text)).toEqual({ ...(from && { from }), ...(to && { to }) });
});

test.each([
  '',
  '..',
  '*',
  '*..*',
  '24',
  '20245',
  '2024-13',
  '2023-02-29',
  '0999',
  '3000',
  '<1000',
  '2024..soon',
  '[2024',
])('%j names no days', (text) => {
  expect(daysOf(text)).toMatch(/^names no days/);
});

test('after begins with its period, before ends ahead of it', () => {
  expect(daysAfter('2025-03')).toEqual({ from: '2025-03-01' });
  expect(daysBefore('2025')).toEqual({ to: '2024-12-31' });
  expect(daysBefore('2025-03-01')).toEqual({ to: '2025-02-28' });
  expect(daysBefore('1000')).toMatch(/^names no days/);
});

test.each([
  [
    { from: '2024-01-01', to: '2026-12-31' },
    { from: '2024', to: '2026' },
  ],
  [{ from: '2024-01-01' }, { from: '2024' }],
  [
    { from: '2024-02-01', to: '2024-02-29' },
    { from: '2024-02', to: '2024-02' },
  ],
  [
    { from: '2023-02-01', to: '2023-02-27' },
    { from: '2023-02-01', to: '2023-02-27' },
  ],
  [{ to: '2024-12-31' }, { to: '2024' }],
])('%j has short names', (days, names) => {
  expect(periodNames(days)).toEqual(names);
});
