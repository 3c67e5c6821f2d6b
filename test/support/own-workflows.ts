import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { mailQueue, ticketQueue } from '../../workflows/messages.ts';
import { timeSkippingEnvironment, whyNoTimeSkipping } from './time-skipping.ts';

interface Done {
  /** Beside the workflows, in their own queue. */
  readonly local?: Partial<Activities>;
  readonly mails: Partial<Activities>;
}

/** The workflows of a file on a time-skipping server of its own: there before its first test, gone after its last. */
export function ownWorkflows({ local, mails }: Done): () => TestWorkflowEnvironment {
  let own: TestWorkflowEnvironment | undefined;
  let workers: Worker[] = [];
  let running: Promise<unknown>;
  beforeAll(async () => {
    if (whyNoTimeSkipping !== null) return;
    own = await timeSkippingEnvironment();
    const connection = own.nativeConnection;
    const workflows = { workflowBundle: await bundleWorkflows(), ...(local && { activities: local }) };
    workers = [
      await Worker.create({ connection, taskQueue: ticketQueue, ...workflows }),
      await Worker.create({ connection, taskQueue: mailQueue, activities: mails }),
    ];
    running = Promise.all(workers.map((worker) => worker.run()));
  });
  afterAll(async () => {
    workers.forEach((worker) => worker.shutdown());
    await running;
    await own?.teardown();
  });
  return () => {
    if (own === undefined) throw new Error('the engine is made before the tests, not before the group');
    return own;
  };
}
