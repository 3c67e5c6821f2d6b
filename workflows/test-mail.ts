import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { mailQueue, type TestMailRun } from './messages.ts';

const { sendTestMail } = proxyActivities<Activities>({
  taskQueue: mailQueue,
  startToCloseTimeout: '60s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
});

/** The life of a template's test: sent to whoever asked, or given up when it is kept no longer. */
export async function testMailWorkflow({ testMailId }: TestMailRun): Promise<void> {
  await sendTestMail({ testMailId });
}
