import { WorkflowExecutionAlreadyStartedError, type Client, type WorkflowStartOptions } from '@temporalio/client';
import { ticketQueue } from '../workflows/messages.ts';

/** Starts what has one run, ever. Safe to repeat: one that was begun, or has ended, is left alone. */
export async function startOnce(
  client: Client,
  type: string,
  options: Pick<WorkflowStartOptions, 'workflowId' | 'args'>,
): Promise<void> {
  try {
    await client.workflow.start(type, {
      ...options,
      taskQueue: ticketQueue,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
