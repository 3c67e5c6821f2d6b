import type { Client } from '@temporalio/client';
import { testMailWorkflowId, testMailWorkflowType, type TestMailRun } from '../workflows/messages.ts';
import { startOnce } from './start-once.ts';

/** Has a template sent to whoever tries it. Safe to repeat: a test has one run, ever. */
export async function startTestMail(client: Client, testMailId: string): Promise<void> {
  const run: TestMailRun = { testMailId };
  await startOnce(client, testMailWorkflowType, { workflowId: testMailWorkflowId(testMailId), args: [run] });
}
