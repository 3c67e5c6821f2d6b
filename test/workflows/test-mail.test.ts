import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { startTestMail } from '../../worker/start-test-mail.ts';
import { mailQueue, testMailWorkflowId, ticketQueue } from '../../workflows/messages.ts';
import { describeUnless } from '../support/provided.ts';
import { keepHistory } from '../support/ticket-on-engine.ts';
import { timeSkippingEnvironment, whyNoTimeSkipping } from '../support/time-skipping.ts';

let env: TestWorkflowEnvironment;
let workers: Worker[] = [];
let running: Promise<unknown>;
/** What the activity was asked to send; `awayFor` more times it can't. */
let asked: string[] = [];
let awayFor = 0;

const sendTestMail: Activities['sendTestMail'] = async ({ testMailId }) => {
  asked.push(testMailId);
  if (awayFor-- > 0) throw new Error('451 try again later');
};

beforeAll(async () => {
  if (whyNoTimeSkipping !== null) return;
  env = await timeSkippingEnvironment();
  const connection = env.nativeConnection;
  workers = [
    await Worker.create({ connection, taskQueue: ticketQueue, workflowBundle: await bundleWorkflows() }),
    await Worker.create({ connection, taskQueue: mailQueue, activities: { sendTestMail } }),
  ];
  running = Promise.all(workers.map((worker) => worker.run()));
});
afterAll(async () => {
  workers.forEach((worker) => worker.shutdown());
  await running;
  await env?.teardown();
});
beforeEach(() => {
  asked = [];
  awayFor = 0;
});

/** A template that is tried, to its end. */
async function lives(history?: string): Promise<string> {
  const testMailId = v7();
  await startTestMail(env.client, testMailId);
  const handle = env.client.workflow.getHandle(testMailWorkflowId(testMailId));
  await handle.result();
  await keepHistory(env, handle, history);
  return testMailId;
}

describeUnless(whyNoTimeSkipping, 'the workflow of a template that is tried', () => {
  it('has it sent, once', async () => {
    expect(asked).toEqual([await lives('test-mail')]);
  });

  it('is not begun again when the order is carried out twice', async () => {
    const testMailId = await lives();
    await startTestMail(env.client, testMailId);
    expect(asked).toEqual([testMailId]);
  });

  it('tries again when the mail server is away', async () => {
    awayFor = 2;
    await lives();
    expect(asked).toHaveLength(3);
  });
});
