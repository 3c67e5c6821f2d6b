import { proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { visitsOwed } from '../domain/field/visits-owed.ts';
import type { Follower } from './follow.ts';

const { seeToVisits } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '20s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** Sees to it that the visits a ticket needs are asked for, and given up when it needs them no more. */
export interface Field {
  doOwed(): void;
  /** Nothing is on its way. */
  idle(): boolean;
  /** More is owed since the last answer came. */
  kept(): boolean;
}

export function field(follower: Follower): Field {
  let underWay = false;
  // What was seen to and is owed still is asked for again when more is known, not over and over.
  let seenUpTo = 0;
  const owed = () => {
    const ticket = follower.ticket();
    return !underWay && ticket.foldedUpTo > seenUpTo && visitsOwed(ticket) !== null;
  };

  return {
    idle: () => !underWay,
    kept: owed,
    doOwed: () => {
      if (owed()) void see();
    },
  };

  async function see(): Promise<void> {
    underWay = true;
    const { number, foldedUpTo } = follower.ticket();
    seenUpTo = foldedUpTo;
    const { entries } = await seeToVisits({ number, foldedUpTo });
    follower.fold(entries);
    if (follower.ticket().foldedUpTo < (entries.at(-1)?.position ?? 0)) await follower.catchUp();
    underWay = false;
  }
}
