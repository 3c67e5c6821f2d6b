import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { obligations, type Owed } from '../domain/obligations.ts';
import type { Follower } from './follow.ts';
import { mailQueue } from './messages.ts';

const { makeCallTask } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
});
const { deliverMessage } = proxyActivities<Activities>({
  taskQueue: mailQueue,
  startToCloseTimeout: '60s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
});

/** Does what the desk owes people to hear. Each is begun once; the activities know what was done before. */
export interface Telling {
  doOwed(): void;
  /** Nothing is on its way. */
  idle(): boolean;
}

export function telling(follower: Follower): Telling {
  const underWay = new Set<string>();

  return {
    idle: () => underWay.size === 0,
    doOwed: () => {
      for (const owed of obligations(follower.ticket())) if (!underWay.has(owed.key)) void tell(owed);
    },
  };

  async function tell(owed: Owed): Promise<void> {
    underWay.add(owed.key);
    const { number, foldedUpTo } = follower.ticket();
    const how = owed.channel === 'phone' ? makeCallTask : deliverMessage;
    const { entries } = await how({ number, owed, foldedUpTo });
    follower.fold(entries);
    if (follower.ticket().foldedUpTo < (entries.at(-1)?.position ?? 0)) await follower.catchUp();
    underWay.delete(owed.key);
  }
}
