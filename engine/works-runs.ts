import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Database } from '../db/client.ts';
import { readWorks, type ScheduledWorks } from '../db/reference/scheduled-works.ts';
import { openWorks } from '../db/works/open-works.ts';
import {
  scheduledWorksWorkflowId,
  scheduledWorksWorkflowType,
  ticketQueue,
  worksCalledOff,
  type WorksRun,
} from '../workflows/messages.ts';

/**
 * Has scheduled works seen to, and tells their workflow where they were called off. Safe to repeat: one that runs is left
 * alone, and one that begins again finds done what was done.
 */
export async function startWorks(client: Client, { db }: Database, worksId: string): Promise<'started' | 'running'> {
  const works = await readWorks(db, worksId);
  if (!works) throw new Error(`no works ${worksId}`);
  const started = await start(client, works);
  if (started === 'running' && works.calledOff !== null) await callOff(client, works);
  return started;
}

/** Starts the workflows of works that need one and have none; answers with how many. Safe to repeat. */
export async function reviveWorks(client: Client, database: Database): Promise<number> {
  let started = 0;
  for (const id of await openWorks(database.db)) {
    if ((await startWorks(client, database, id)) === 'started') started += 1;
  }
  return started;
}

async function start(client: Client, works: ScheduledWorks): Promise<'started' | 'running'> {
  try {
    await client.workflow.start(scheduledWorksWorkflowType, optionsOf(works));
    return 'started';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'running';
    throw error;
  }
}

/** One that has ended meanwhile had nobody left to tell. */
async function callOff(client: Client, { id }: ScheduledWorks): Promise<void> {
  try {
    await client.workflow.getHandle(scheduledWorksWorkflowId(id)).signal(worksCalledOff);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

function optionsOf({ id: worksId, window, calledOff }: ScheduledWorks) {
  const run: WorksRun = { worksId, window, calledOff: calledOff !== null };
  return {
    workflowId: scheduledWorksWorkflowId(worksId),
    taskQueue: ticketQueue,
    args: [run],
    staticSummary: `scheduled works from ${window.from} to ${window.to}`,
  };
}
