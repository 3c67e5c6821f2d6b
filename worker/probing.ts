import { Worker, type NativeConnection } from '@temporalio/worker';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProbesConfig } from '../runtime/config.ts';
import type { Logger } from '../runtime/logger.ts';
import { connectNative } from '../runtime/temporal.ts';
import { probingQueue } from '../workflows/messages.ts';
import type { Bundle } from './bundle.ts';

const tryAgainMs = 5_000;

/** What takes orders to the probes, in their own namespace of the engine. */
export interface Probing {
  stop(): Promise<void>;
}

/**
 * Carries orders to the sites until it is stopped. Where the probes' namespace is not there, or refuses this desk,
 * tickets live on and their tests say that no probe answers; it is tried again meanwhile.
 */
export function startProbing(probes: ProbesConfig, workflowBundle: Bundle, log: Logger): Probing {
  const leaving = new AbortController();
  const running = carryOrders(probes, workflowBundle, { log, signal: leaving.signal });
  return {
    stop: async () => {
      leaving.abort();
      await running;
    },
  };
}

interface Setting {
  readonly log: Logger;
  readonly signal: AbortSignal;
}

async function carryOrders(probes: ProbesConfig, workflowBundle: Bundle, { log, signal }: Setting): Promise<void> {
  while (!signal.aborted) {
    try {
      await workUntil(signal, probes, workflowBundle);
    } catch (err) {
      log.error({ err, namespace: probes.temporal.namespace }, 'orders cannot be carried to probes');
      await pause(tryAgainMs, undefined, { signal }).catch(unlessAborted);
    }
  }
}

function unlessAborted(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
}

async function workUntil(signal: AbortSignal, { temporal }: ProbesConfig, workflowBundle: Bundle): Promise<void> {
  const connection = await connectNative(temporal);
  try {
    const worker = await createWorker(connection, temporal.namespace, workflowBundle);
    const leave = (): void => void (worker.getState() === 'RUNNING' && worker.shutdown());
    signal.addEventListener('abort', leave);
    const run = worker.run();
    if (signal.aborted) leave();
    await run.finally(() => signal.removeEventListener('abort', leave));
  } finally {
    await connection.close();
  }
}

async function createWorker(connection: NativeConnection, namespace: string, workflowBundle: Bundle): Promise<Worker> {
  return Worker.create({
    ...{ connection, namespace },
    taskQueue: probingQueue,
    workflowBundle,
    maxCachedWorkflows: 200,
    shutdownGraceTime: '2s',
    shutdownForceTime: '4s',
  });
}
