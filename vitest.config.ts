import { defineConfig } from 'vitest/config';

const globalSetup = ['test/harness/global-setup.ts'];
const testTimeout = 30_000;
const hookTimeout = 60_000;

/** `unit` needs the sources alone; `server` and `browser` run what `npm run build` left in `build/`. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/*.test.ts', 'test/harness/*.test.ts'],
          globalSetup,
          testTimeout,
          hookTimeout,
        },
      },
      { test: { name: 'server', include: ['test/server/**/*.test.ts'], globalSetup, testTimeout, hookTimeout } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout, hookTimeout } },
    ],
  },
});
