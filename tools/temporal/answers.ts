import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from '../process/child.ts';
import type { Progress } from '../progress.ts';

/** True as soon as the server at that address answers; false if its process ends or a minute passes. */
export async function answers(address: string, child: Child, progress: Progress): Promise<boolean> {
  const startedAt = Date.now();
  while (!child.hasEnded() && Date.now() - startedAt < 60_000) {
    if (await isServing(address)) return true;
    if (Date.now() - startedAt > 5_000) progress('waits for its first answer');
    await pause(50);
  }
  return false;
}

async function isServing(address: string): Promise<boolean> {
  // Half a second of loading, spent while the server starts anyway.
  const { Connection } = await import('@temporalio/client');
  const connection = Connection.lazy({ address });
  try {
    const deadline = Date.now() + 1_000;
    const { status } = await connection.withDeadline(deadline, async () =>
      connection.healthService.check({ service: 'temporal.api.workflowservice.v1.WorkflowService' }),
    );
    return status === 1;
  } catch {
    // Any failure to answer means the same here: not yet.
    return false;
  } finally {
    await connection.close();
  }
}
