import { defineConfig } from 'vitest/config';

/** One project per cost. Groups run one after another, cheapest first, so that a cheap failure is seen first. */
const project = (name: string, groupOrder: number, include: string[], more: object = {}) => ({
  extends: true as const,
  test: { name, include, sequence: { groupOrder }, ...more },
});

const postgres = 'test/support/postgres.ts';
const postgres15 = 'test/support/postgres-15.ts';
const temporal = 'test/support/temporal-server.ts';
const timeSkipping = 'test/support/time-skipping-server.ts';

const onDatabase = ['test/activities/**/*.test.ts', 'test/db/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: true,
    // Two workers, also where more cores exist: the parts under test (PostgreSQL, Java, tsx children) want cores too.
    maxWorkers: 2,
    projects: [
      project('domain', 0, [
        'test/domain/**/*.test.ts',
        'test/promises.test.ts',
        'test/{runtime,files,inbound}/**/*.test.ts',
        'test/web/*.test.ts',
      ]),
      project('replay', 1, ['test/replay/**/*.test.ts']),
      // Time is skipped for every workflow on the server at once: one file at a time.
      project('workflows', 2, ['test/workflows/**/*.test.ts'], {
        globalSetup: [timeSkipping, postgres],
        fileParallelism: false,
        testTimeout: 60_000,
      }),
      project('activities', 3, onDatabase, { globalSetup: [postgres] }),
      project('probe', 4, ['test/probe/**/*.test.ts']),
      // The database's tests once more, on the oldest PostgreSQL that the desk runs on.
      project('postgres15', 5, onDatabase, { globalSetup: [postgres15] }),
      project('api', 6, ['test/api/**/*.test.ts'], { globalSetup: [postgres] }),
      // The console, built and shown by a real browser.
      project('web', 7, ['test/web/browser/**/*.test.ts'], { globalSetup: [postgres], testTimeout: 60_000 }),
      project('tools', 8, ['test/tools/**/*.test.ts'], { testTimeout: 60_000 }),
      // Telephones ring for as long as they do in life: one file at a time.
      project('telephony', 9, ['test/telephony/**/*.test.ts'], {
        globalSetup: [postgres],
        fileParallelism: false,
        testTimeout: 60_000,
      }),
      // A lab of network namespaces, whose faults take seconds to be seen.
      project('network', 10, ['test/network/**/*.test.ts'], { fileParallelism: false, testTimeout: 60_000 }),
      // Stories start processes of their own and kill them: one at a time, or they starve each other on two cores.
      project('system', 11, ['test/system/**/*.test.ts'], {
        globalSetup: [postgres, temporal],
        fileParallelism: false,
        testTimeout: 180_000,
        hookTimeout: 180_000,
      }),
    ],
  },
});
