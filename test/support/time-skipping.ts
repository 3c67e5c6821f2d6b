import { TestWorkflowEnvironment } from '@temporalio/testing';
import { inject } from 'vitest';
import { reasonToSkip } from './provided.ts';

const test = inject('timeSkipping');

/** Why there is no time-skipping server, or null: for `describeUnless`. */
export const whyNoTimeSkipping = reasonToSkip(test);

interface ForExistingServer {
  create(options: {
    server: { type: 'existing' };
    address: string;
    namespace: string;
    supportsTimeSkipping: true;
  }): Promise<TestWorkflowEnvironment>;
}

/**
 * An environment on the server of this run; `teardown()` in `afterAll` closes its connections, the server stays.
 * Time is one for all workflows on it and only goes forward: ask `env.currentTimeMs()`, never the wall clock, and end
 * what a test has started, or its timers fire in the next one.
 */
export async function timeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  if (test === undefined) throw new Error('this project of vitest.config.ts does not start the time-skipping server');
  if ('missing' in test) throw new Error(test.missing);
  // What `createTimeSkipping` calls after it has started a server of its own. The public `createFromExistingServer`
  // would take the server for one that cannot skip. Private, so held by the exact version in package.json.
  const existing = TestWorkflowEnvironment as unknown as ForExistingServer;
  const server = { type: 'existing' } as const;
  return existing.create({ server, address: test.address, namespace: 'default', supportsTimeSkipping: true });
}
