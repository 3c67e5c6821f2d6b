import { proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { msOf } from '../domain/instant.ts';
import { mailQueue, type DigestRun } from './messages.ts';

const { sendDigest } = proxyActivities<Activities>({
  taskQueue: mailQueue,
  startToCloseTimeout: '60s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
});

/** The life of a digest: messages join it until it is due, then one mail goes out for all of them. */
export async function digestWorkflow({ digestId, dueAt }: DigestRun): Promise<void> {
  await sleep(Math.max(1, msOf(dueAt) - Date.now()), { summary: 'sends the digest' });
  await sendDigest({ digestId });
}
