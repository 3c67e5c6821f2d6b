import { CancellationScope, condition, proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { msOf, type Instant } from '../domain/instant.ts';
import { tellAt } from '../domain/scheduled-works.ts';
import { mailQueue, worksCalledOff, type WorksRun } from './messages.ts';

const { tellOfWorks } = proxyActivities<Activities>({
  taskQueue: mailQueue,
  startToCloseTimeout: '60s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
});
const { linkTickets, endWorks } = proxyActivities<Activities>({
  startToCloseTimeout: '10m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
});

/**
 * The life of scheduled works: customers are told ahead, open tickets are linked as they begin, parts that nobody has
 * fetched are free at their end. Who calls them off has freed the parts already; then customers are told again.
 */
export async function scheduledWorksWorkflow({ worksId, window, ...run }: WorksRun): Promise<void> {
  let { calledOff } = run;
  setHandler(worksCalledOff, () => void (calledOff = true));

  // Beside the works: a mail server that is away holds up neither their begin nor their end.
  const told = tellAhead();
  await until(window.from, 'works begin');
  if (!calledOff) await linkTickets({ worksId });
  await until(window.to, 'works end');
  if (!calledOff) await endWorks({ worksId });
  await told;
  if (calledOff) await tell();

  async function tellAhead(): Promise<void> {
    await until(tellAt({ window }), 'tells customers of the works');
    if (!calledOff) await tell();
  }

  async function tell(): Promise<void> {
    let left = true;
    while (left) ({ left } = await tellOfWorks({ worksId }));
  }

  async function until(at: Instant, summary: string): Promise<void> {
    const ms = msOf(at) - Date.now();
    if (ms <= 0 || calledOff) return;
    const timer = new CancellationScope();
    await Promise.race([timer.run(() => sleep(ms, { summary })), condition(() => calledOff)]);
    timer.cancel();
  }
}
