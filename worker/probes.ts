import { WorkflowExecutionAlreadyStartedError, type Client, type WorkflowHandle } from '@temporalio/client';
import type { Probes } from '../activities/probes.ts';
import { soundReport } from '../domain/line/probe-report.ts';
import type { ProbeOrder } from '../domain/line/tests.ts';
import type { Logger } from '../runtime/logger.ts';
import { probingQueue, probingWorkflowType } from '../workflows/messages.ts';

/** Longer than any order takes with the way to the site: what is not answered by then never will be. */
const longest = '60s';

/** The probes' namespace of the engine, asked as one of its clients. */
export function probesBy(client: Client, site: string, log: Logger): Probes {
  return {
    site,
    ask: async (order, id, signal) => {
      try {
        const handle = await begin(client, order, id);
        const takeBack = (): void => {
          handle
            .cancel()
            .catch((err: unknown) => log.warn({ err, order: id }, 'an order to a probe was not taken back'));
        };
        return soundReport(order, await answerOf(handle, signal, takeBack));
      } catch (err) {
        if (signal.aborted) throw err;
        // Nobody can be tested by a site that nobody can ask: that is what the verdict has to say.
        log.error({ err, site: order.site, order: id }, 'a probe cannot be asked');
        return { site: order.site, away: true, results: [] };
      }
    },
  };
}

async function begin(client: Client, order: ProbeOrder, workflowId: string): Promise<WorkflowHandle> {
  try {
    return await client.workflow.start(probingWorkflowType, {
      workflowId,
      taskQueue: probingQueue,
      args: [order],
      workflowExecutionTimeout: longest,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return client.workflow.getHandle(workflowId);
  }
}

/** Whoever needs the answer no more takes the order back, so that the probe can end its tests. */
async function answerOf(handle: WorkflowHandle, signal: AbortSignal, takeBack: () => void): Promise<unknown> {
  signal.addEventListener('abort', takeBack, { once: true });
  try {
    return await handle.result();
  } finally {
    signal.removeEventListener('abort', takeBack);
  }
}
