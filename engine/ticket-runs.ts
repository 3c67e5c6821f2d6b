import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowExecutionDescription,
} from '@temporalio/client';
import type { Ticket } from '../domain/ticket.ts';
import type { Priority } from '../domain/words.ts';
import { ticketQueue, ticketWorkflowId, ticketWorkflowType, type TicketRun } from '../workflows/messages.ts';

/** The engine's side of tickets' lives: starting their workflows, and asking how they are. */
export type Run = WorkflowExecutionDescription;

/**
 * Makes sure that the ticket's workflow runs, in this incarnation or a later one. Safe to repeat: a run that is
 * there already is left alone, one of an older incarnation gives way.
 */
export async function ensureRunning(client: Client, run: TicketRun): Promise<void> {
  if (await start(client, run)) return;
  const { number } = run.ticket;
  const standing = await describe(client, number);
  if (standing && incarnationOf(standing) >= run.incarnation) return;
  await giveWay(client, number);
  if (!(await start(client, run))) throw new Error(`the workflow of ${number} neither starts nor gives way`);
}

/** False where a run is there already. */
async function start(client: Client, run: TicketRun): Promise<boolean> {
  const { ticket, incarnation } = run;
  try {
    await client.workflow.start(ticketWorkflowType, {
      workflowId: ticketWorkflowId(ticket.number),
      taskQueue: ticketQueue,
      args: [run],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      memo: { incarnation },
      staticSummary: summary(ticket),
      priority: { priorityKey: urgencyOf[ticket.priority] },
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** After an outage of the desk itself, what waits for a worker is taken up by priority. Of the engine's five. */
const urgencyOf: Readonly<Record<Priority, number>> = { P1: 1, P2: 2, P3: 3, P4: 4 };

/** The run that is there stops: a later incarnation takes over. */
export async function giveWay(client: Client, number: string): Promise<void> {
  try {
    await client.workflow.getHandle(ticketWorkflowId(number)).terminate('a later incarnation takes over');
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

/** How the engine sees a ticket's latest run, or a certain one; null where it knows none. */
export async function describe(client: Client, number: string, runId?: string): Promise<Run | null> {
  try {
    return await client.workflow.getHandle(ticketWorkflowId(number), runId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

export function incarnationOf({ memo }: Run): number {
  return Number(memo?.['incarnation'] ?? 0);
}

/** What lists in the engine's UI show; nothing personal. */
function summary({ number, priority, severity }: Ticket): string {
  return `${number} ${priority} ${severity}`;
}
