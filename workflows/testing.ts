import { CancellationScope, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { runOwed, type Run } from '../domain/localization.ts';
import { isFinal } from '../domain/status.ts';
import type { Follower } from './follow.ts';
import { localizationQueue } from './messages.ts';

const { localize } = proxyActivities<Activities>({
  taskQueue: localizationQueue,
  startToCloseTimeout: '60s',
  heartbeatTimeout: '15s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
  cancellationType: 'TRY_CANCEL',
});

/** Sees to it that the tests a ticket owes are carried out; they end early where nobody needs them any more. */
export interface Testing {
  doOwed(): void;
  /** No tests are on their way. */
  idle(): boolean;
  /** Tests are owed that were kept waiting by a run that is over now. */
  kept(): boolean;
}

export function testing(follower: Follower): Testing {
  let underWay: { readonly run: number; readonly scope: CancellationScope } | null = null;

  return {
    idle: () => underWay === null,
    kept: () => underWay === null && runOwed(follower.ticket()) !== null,
    doOwed: () => {
      const owed = runOwed(follower.ticket());
      if (underWay && isNeedless(underWay.run, owed)) underWay.scope.cancel();
      if (underWay === null && owed !== null) begin(owed);
    },
  };

  /** Another run is owed, or none any more. One whose verdict is folded already is only about to come home. */
  function isNeedless(run: number, owed: Run | null): boolean {
    return isFinal(follower.ticket().status) || (owed !== null && owed.run !== run);
  }

  function begin({ run }: Run): void {
    const scope = new CancellationScope();
    underWay = { run, scope };
    void scope.run(() => carryOut(run)).catch(unlessCancelled);
  }

  async function carryOut(run: number): Promise<void> {
    const { number, foldedUpTo } = follower.ticket();
    try {
      const { entries } = await localize({ number, run, foldedUpTo });
      follower.fold(entries);
      if (follower.ticket().foldedUpTo < (entries.at(-1)?.position ?? 0)) await follower.catchUp();
    } finally {
      underWay = null;
    }
  }
}

function unlessCancelled(error: unknown): void {
  if (!isCancellation(error)) throw error;
}
