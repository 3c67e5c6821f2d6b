import {
  condition,
  continueAsNew,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { instantOf } from '../domain/instant.ts';
import { isEnded } from '../domain/visit/visit.ts';
import type { VisitStatus } from '../domain/words.ts';
import { alarm } from './alarm.ts';
import { visitChanged, type VisitRun } from './messages.ts';

const { advanceVisit } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
});

/**
 * The life of one field visit, from the request to its end. The visit is decided in the database; here stands only
 * what time brings: who was asked and is silent, who should be on the way, when to look for somebody again.
 */
export async function visitWorkflow(run: VisitRun): Promise<VisitStatus> {
  const timer = alarm();
  let news = false;
  setHandler(visitChanged, () => void (news = true));

  for (;;) {
    news = false;
    const { status, deadline, standing } = await advanceVisit({ ...run, now: instantOf(Date.now()) });
    const over = isEnded({ status });
    timer.set(over ? undefined : (deadline ?? undefined), deadline?.summary ?? '');
    setCurrentDetails(standing);
    if (over && !news) return status;
    if (workflowInfo().continueAsNewSuggested && !news && !timer.rang()) await continueAsNew<typeof visitWorkflow>(run);
    await condition(() => news || timer.rang());
  }
}
