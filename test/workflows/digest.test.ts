import { v7 } from 'uuid';
import { beforeEach, expect, it } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { instantOf } from '../../domain/instant.ts';
import { digestWorkflowId, digestWorkflowType, ticketQueue } from '../../workflows/messages.ts';
import { ownWorkflows } from '../support/own-workflows.ts';
import { describeUnless } from '../support/provided.ts';
import { keepHistory } from '../support/ticket-on-engine.ts';
import { whyNoTimeSkipping } from '../support/time-skipping.ts';

/** When the activity was asked to send, in the server's time; `awayFor` more times it can't. */
let asked: { digestId: string; atMs: number }[] = [];
let awayFor = 0;

const sendDigest: Activities['sendDigest'] = async ({ digestId }) => {
  asked.push({ digestId, atMs: await env().currentTimeMs() });
  if (awayFor-- > 0) throw new Error('451 try again later');
};

const env = ownWorkflows({ mails: { sendDigest } });
beforeEach(() => {
  asked = [];
  awayFor = 0;
});

/** A digest that is due so many seconds from now, to its end. */
async function lives(dueInSeconds: number, history?: string) {
  const digestId = v7();
  const dueMs = (await env().currentTimeMs()) + dueInSeconds * 1_000;
  const handle = await env().client.workflow.start(digestWorkflowType, {
    ...{ taskQueue: ticketQueue, workflowId: digestWorkflowId(digestId) },
    args: [{ digestId, dueAt: instantOf(dueMs) }],
  });
  await handle.result();
  await keepHistory(env(), handle, history);
  return { digestId, dueMs };
}

describeUnless(whyNoTimeSkipping, 'the workflow of a digest', () => {
  it('has it sent when it is due, once', async () => {
    const { digestId, dueMs } = await lives(60, 'digest');
    expect(asked.map((one) => one.digestId)).toEqual([digestId]);
    expect(asked[0]!.atMs).toBeGreaterThanOrEqual(dueMs);
    expect(asked[0]!.atMs).toBeLessThan(dueMs + 30_000);
  });

  it('has it sent at once where the engine heard of it late', async () => {
    const { digestId } = await lives(-3_600);
    expect(asked.map((one) => one.digestId)).toEqual([digestId]);
  });

  it('tries again when the mail server is away', async () => {
    awayFor = 2;
    await lives(1);
    expect(asked).toHaveLength(3);
  });
});
