/** How often `npm start` looks whether npm is still there. */
const LOOK_FOR_PARENT_MS = 500;

/** npm passes SIGTERM to its shell, which ends without passing it on: only the change of parent tells. */
function whenLeft(tell: () => void): void {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    tell();
  }, LOOK_FOR_PARENT_MS);
  look.unref();
}

/** Settles with the name of the first signal that asks the process to end. */
export function askedToEnd(): Promise<string> {
  return new Promise((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve(name));
    if (process.env.npm_lifecycle_event === 'start') whenLeft(() => resolve('npm is gone'));
  });
}
