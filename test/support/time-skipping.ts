import { TestWorkflowEnvironment } from '@temporalio/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inject } from 'vitest';
import { freePort } from '../../tools/free-port.ts';
import { answersWithin } from './engine-answers.ts';
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
 * An environment on a server of the file's own; `teardown()` in `afterAll` ends both. On a shared one the polls of the
 * file before took tasks with them. Time is one for all workflows on it and only goes forward: ask
 * `env.currentTimeMs()`, never the wall clock, and end what a test has started, or its timers fire in the next one.
 */
export async function timeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  const { address, stop } = await startServer();
  // What `createTimeSkipping` calls after it has started a server of its own. The public `createFromExistingServer`
  // would take the server for one that cannot skip. Private, so held by the exact version in package.json.
  const existing = TestWorkflowEnvironment as unknown as ForExistingServer;
  const server = { type: 'existing' } as const;
  const env = await existing.create({ server, address, namespace: 'default', supportsTimeSkipping: true });
  const { teardown } = env;
  env.teardown = async () => {
    await teardown.call(env);
    await stop();
  };
  return env;
}

async function startServer(): Promise<{ readonly address: string; stop(): Promise<void> }> {
  if (test === undefined) throw new Error('this project of vitest.config.ts does not fetch the time-skipping server');
  if ('missing' in test) throw new Error(test.missing);
  const port = await freePort();
  const server = spawn(test.program, [String(port)], { stdio: 'ignore' });
  const kill = () => void server.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (server.exitCode !== null) return;
    const gone = once(server, 'exit');
    kill();
    await gone;
  };
  return { address: await answersWithin(`127.0.0.1:${port}`, 30_000), stop };
}
