import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { Database } from '../db/client.ts';
import { digestOf } from '../db/digests.ts';
import { digestWorkflowId, digestWorkflowType, ticketQueue, type DigestRun } from '../workflows/messages.ts';

/** Has a digest sent when it is due. Safe to repeat: a digest has one run, ever. */
export async function startDigest(client: Client, { db }: Database, digestId: string): Promise<void> {
  const { dueAt } = await digestOf(db, digestId);
  const run: DigestRun = { digestId, dueAt: dueAt.toISOString() };
  try {
    await client.workflow.start(digestWorkflowType, {
      workflowId: digestWorkflowId(digestId),
      taskQueue: ticketQueue,
      args: [run],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
