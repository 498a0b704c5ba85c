import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until a condition holds, looking every few milliseconds.
 * @returns what the condition returned once it was truthy.
 * @throws Error that names the condition after `patience` milliseconds.
 */
export async function until<T>(what: string, holds: () => T | Promise<T>, patience = 30_000): Promise<NonNullable<T>> {
  const deadline = performance.now() + patience;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`Waited ${patience} ms in vain: ${what}.`);
    await sleep(10);
  }
}
