import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Database } from '../db/client.ts';
import { openVisitRuns, visitRunOf, type KnownVisit } from '../db/visits/visit-runs.ts';
import type { Priority } from '../domain/words.ts';
import { ticketQueue, visitChanged, visitWorkflowId, visitWorkflowType, type VisitRun } from '../workflows/messages.ts';

/**
 * Has a visit's workflow look at it, and starts it where there is none: both are one request, so that neither is
 * without the other. A visit that is over needs none; one that still runs learns of it and ends.
 */
export async function wakeVisit(client: Client, { db }: Database, visitId: string): Promise<void> {
  const known = await visitRunOf(db, visitId);
  if (known.over) return tellIfThere(client, visitId);
  await startOrTell(client, known);
}

async function startOrTell(client: Client, { visitId, priority }: KnownVisit): Promise<void> {
  const run: VisitRun = { visitId };
  await client.workflow.signalWithStart(visitWorkflowType, {
    ...{ workflowId: visitWorkflowId(visitId), taskQueue: ticketQueue, args: [run] },
    ...{ signal: visitChanged, signalArgs: [] },
    // A visit that was called off lives on where its engineer turns out to have been on site by then.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: `${priority} visit ${visitId}`,
    priority: { priorityKey: urgencyOf[priority] },
  });
}

/** As for tickets: what waits for a worker is taken up by priority. Of the engine's five. */
const urgencyOf: Readonly<Record<Priority, number>> = { P1: 1, P2: 2, P3: 3, P4: 4 };

async function tellIfThere(client: Client, visitId: string): Promise<void> {
  try {
    await client.workflow.getHandle(visitWorkflowId(visitId)).signal(visitChanged);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

const atOnce = 8;

/** Starts the workflow of every open visit that has none: absent, failed or terminated. Answers with how many. */
export async function reviveVisits(client: Client, { db }: Database): Promise<number> {
  let revived = 0;
  for await (const page of openVisitRuns(db)) {
    for (let at = 0; at < page.length; at += atOnce) {
      await Promise.all(page.slice(at, at + atOnce).map(look));
    }
  }
  return revived;

  async function look(known: KnownVisit): Promise<void> {
    if (await isRunning(client, known.visitId)) return;
    await startOrTell(client, known);
    revived += 1;
  }
}

async function isRunning(client: Client, visitId: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(visitWorkflowId(visitId)).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
