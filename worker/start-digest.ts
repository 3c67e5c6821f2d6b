import type { Client } from '@temporalio/client';
import type { Database } from '../db/client.ts';
import { digestOf } from '../db/digests.ts';
import { digestWorkflowId, digestWorkflowType, type DigestRun } from '../workflows/messages.ts';
import { startOnce } from './start-once.ts';

/** Has a digest sent when it is due. Safe to repeat: a digest has one run, ever. */
export async function startDigest(client: Client, { db }: Database, digestId: string): Promise<void> {
  const { dueAt } = await digestOf(db, digestId);
  const run: DigestRun = { digestId, dueAt: dueAt.toISOString() };
  await startOnce(client, digestWorkflowType, { workflowId: digestWorkflowId(digestId), args: [run] });
}
