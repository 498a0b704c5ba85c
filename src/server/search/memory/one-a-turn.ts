/**
 * Runs what it is given one after the other, each in a turn of the event loop of its own. Messages that wait in a port
 * are all delivered in one turn; with a page made of each, dozens of pages were one block of 150 ms. A tenth of the pages
 * a second is the price; a bound on a turn's time instead does not see what comes after the first wait of each page.
 */
export function oneATurn(): (task: () => void) => void {
  const tasks: (() => void)[] = [];
  let isRunning = false;
  const next = () => {
    const task = tasks.shift();
    if (!task) {
      isRunning = false;
      return;
    }
    setImmediate(next);
    task();
  };
  return (task) => {
    tasks.push(task);
    if (isRunning) return;
    isRunning = true;
    next();
  };
}
