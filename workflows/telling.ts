import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { MessageChannel } from '../domain/events-of-talk.ts';
import { obligationsNow, type Owed } from '../domain/obligations.ts';
import type { Follower } from './follow.ts';
import { mailQueue, textQueue, webhookQueue } from './messages.ts';

const { makeCallTask } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
});
const sending = {
  startToCloseTimeout: '60s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
} as const;
const { deliverMessage } = proxyActivities<Activities>({ ...sending, taskQueue: mailQueue });
const { deliverText } = proxyActivities<Activities>({ ...sending, taskQueue: textQueue });
const { callWebhook } = proxyActivities<Activities>({ ...sending, taskQueue: webhookQueue });

const by: Readonly<Record<MessageChannel, Activities['deliverMessage']>> = {
  phone: makeCallTask,
  email: deliverMessage,
  sms: deliverText,
  webhook: callWebhook,
};

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
      for (const owed of obligationsNow(follower.ticket())) if (!underWay.has(owed.key)) void tell(owed);
    },
  };

  async function tell(owed: Owed): Promise<void> {
    underWay.add(owed.key);
    const { number, foldedUpTo } = follower.ticket();
    const { entries } = await by[owed.channel]({ number, owed, foldedUpTo });
    follower.fold(entries);
    if (follower.ticket().foldedUpTo < (entries.at(-1)?.position ?? 0)) await follower.catchUp();
    underWay.delete(owed.key);
  }
}
