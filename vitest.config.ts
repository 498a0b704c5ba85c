import { defineConfig } from 'vitest/config';

const needsDatabases = { globalSetup: ['test/harness/global-setup.ts'] };
const patience = { testTimeout: 30_000, hookTimeout: 60_000 };
/** Types are only stripped; tsconfig.json extends a file that `svelte-kit sync` writes and the tests do not need. */
const oxc: object = { tsconfig: false };

/** Two cores, and most files wait for children, browsers and disks: one at a time leaves a core idle. */
const twoAtOnce = { maxWorkers: 2 };

/** `unit` needs the sources alone; the others run what the build left in `build/`. */
export default defineConfig({
  test: {
    projects: [
      {
        oxc,
        test: {
          name: 'unit',
          ...twoAtOnce,
          include: [
            'src/**/*.test.ts',
            'bench/**/*.test.ts',
            'tools/**/*.test.ts',
            'test/*.test.ts',
            'test/harness/*.test.ts',
          ],
          ...needsDatabases,
          ...patience,
        },
      },
      {
        oxc,
        test: {
          name: 'server',
          include: ['test/server/**/*.test.ts'],
          ...twoAtOnce,
          ...needsDatabases,
          ...patience,
        },
      },
      { oxc, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], ...twoAtOnce, ...patience } },
      { oxc, test: { name: 'lighthouse', include: ['test/lighthouse/**/*.test.ts'], ...patience } },
    ],
  },
});
