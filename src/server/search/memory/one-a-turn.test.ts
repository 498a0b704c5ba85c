import { expect, test } from 'vitest';
import { oneATurn } from './one-a-turn.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('what comes at once is done in order, one a turn, and others have theirs between', async () => {
  const run = oneATurn();
  const done: string[] = [];
  for (const name of ['a', 'b', 'c']) run(() => done.push(name));
  // The first needs no turn, because nothing is before it.
  expect(done).toEqual(['a']);
  setImmediate(() => done.push('another request'));
  await turn();
  expect(done).toEqual(['a', 'b', 'another request']);
  while (done.length < 4) await turn();
  expect(done).toEqual(['a', 'b', 'another request', 'c']);
  run(() => done.push('later'));
  while (done.length < 5) await turn();
});

test('a task that throws keeps none of the others from their turn', async () => {
  const run = oneATurn();
  let done = 0;
  const fails = () => {
    throw new Error('as asked');
  };
  expect(() => run(fails)).toThrow('as asked');
  run(() => done++);
  while (done < 1) await turn();
});
