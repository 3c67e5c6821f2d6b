import { v7 } from 'uuid';
import { beforeEach, expect, it } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { startTestMail } from '../../worker/start-test-mail.ts';
import { testMailWorkflowId } from '../../workflows/messages.ts';
import { ownWorkflows } from '../support/own-workflows.ts';
import { describeUnless } from '../support/provided.ts';
import { keepHistory } from '../support/ticket-on-engine.ts';
import { whyNoTimeSkipping } from '../support/time-skipping.ts';

/** What the activity was asked to send; `awayFor` more times it can't. */
let asked: string[] = [];
let awayFor = 0;

const sendTestMail: Activities['sendTestMail'] = async ({ testMailId }) => {
  asked.push(testMailId);
  if (awayFor-- > 0) throw new Error('451 try again later');
};

const env = ownWorkflows({ mails: { sendTestMail } });
beforeEach(() => {
  asked = [];
  awayFor = 0;
});

/** A template that is tried, to its end. */
async function lives(history?: string): Promise<string> {
  const testMailId = v7();
  await startTestMail(env().client, testMailId);
  const handle = env().client.workflow.getHandle(testMailWorkflowId(testMailId));
  await handle.result();
  await keepHistory(env(), handle, history);
  return testMailId;
}

describeUnless(whyNoTimeSkipping, 'the workflow of a template that is tried', () => {
  it('has it sent, once', async () => {
    expect(asked).toEqual([await lives('test-mail')]);
  });

  it('is not begun again when the order is carried out twice', async () => {
    const testMailId = await lives();
    await startTestMail(env().client, testMailId);
    expect(asked).toEqual([testMailId]);
  });

  it('tries again when the mail server is away', async () => {
    awayFor = 2;
    await lives();
    expect(asked).toHaveLength(3);
  });
});
