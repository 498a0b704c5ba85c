import { expect, test } from 'vitest';
import { randomFrom } from '#test/harness/random.ts';
import { Dictionary } from './dictionary.ts';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789', 'é', 'ß', 'ش', '深', '度', '🦘', ' '];

function randomTerms(count: number, seed: number): string[] {
  const random = randomFrom(seed);
  const kinds = ['', '', '', '@', '#', '&'];
  return Array.from({ length: count }, () => {
    const length = 1 + Math.floor(random() * 12);
    const letters = Array.from({ length }, () => LETTERS[Math.floor(random() * LETTERS.length)]);
    return kinds[Math.floor(random() * kinds.length)] + letters.join('');
  });
}

test('100,000 random terms have the numbers that a Map would give them, also after it has grown', () => {
  const terms = randomTerms(100_000, 5);
  const dictionary = new Dictionary();
  const numbers = new Map<string, number>();
  const before = dictionary.bytes;
  for (const term of terms) {
    if (!numbers.has(term)) {
      if (numbers.size % 97 === 0) expect(dictionary.find(term)).toBe(-1);
      numbers.set(term, numbers.size);
    }
    if (dictionary.add(term) !== numbers.get(term)) expect.fail(`${term} has another number`);
  }
  expect(dictionary.size).toBe(numbers.size);
  expect(dictionary.bytes).toBeGreaterThan(before);
  const wrong = [...numbers].filter(
    ([term, number]) =>
      dictionary.find(term) !== number ||
      dictionary.textOf(number) !== term ||
      dictionary.lengthOf(number) !== Buffer.byteLength(term) ||
      dictionary.firstByteOf(number) !== Buffer.from(term)[0],
  );
  expect(wrong).toEqual([]);
  for (const term of randomTerms(1_000, 6)) expect(dictionary.find(`${term}~`)).toBe(-1);
});

test('stored in blocks and read again it is the same', () => {
  const written = new Dictionary();
  const read = new Dictionary();
  for (const [i, term] of randomTerms(5_000, 7).entries()) {
    written.add(term);
    if (i % 700 === 0) read.addBlock(written.block(read.size));
  }
  read.addBlock(written.block(read.size));
  expect(read.size).toBe(written.size);
  expect(read.heap.equals(written.heap)).toBe(true);
  expect(written.block(written.size)).toBe('');
});

test('a block is as its terms one by one, also where some are known or come twice', () => {
  const [whole, single] = [new Dictionary(), new Dictionary()];
  whole.expect(10_000);
  for (const seed of [9, 10, 9]) {
    const terms = [...randomTerms(3_000, seed), 'again', 'again', 'Grüße', 'again'];
    whole.addBlock(terms.join('\n'));
    for (const term of terms) single.add(term);
  }
  expect(whole.size).toBe(single.size);
  expect(whole.heap.equals(single.heap)).toBe(true);
  for (let number = 0; number < single.size; number++) expect(whole.find(single.textOf(number))).toBe(number);
});

test('every byte of the heap belongs to the term that covers it', () => {
  const dictionary = new Dictionary();
  for (const term of randomTerms(300, 8)) dictionary.add(term);
  for (let number = 0; number < dictionary.size; number++) {
    const start = dictionary.startOf(number);
    for (let at = start; at < start + dictionary.lengthOf(number); at++) expect(dictionary.numberAt(at)).toBe(number);
    expect(dictionary.heap[start - 1]).toBe(10);
  }
});

test('a term with a line break is stored and found as one with a space', () => {
  const dictionary = new Dictionary();
  const number = dictionary.add('#cs\nCL');
  expect(dictionary.find('#cs\nCL')).toBe(number);
  expect(dictionary.find('#cs CL')).toBe(number);
  expect(dictionary.block(0)).toBe('#cs CL');
});
