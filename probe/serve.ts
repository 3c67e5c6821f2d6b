import { Worker, type NativeConnection } from '@temporalio/worker';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../runtime/logger.ts';
import { connectNative } from '../runtime/temporal.ts';
import { probeQueue } from '../workflows/messages.ts';
import { createActivities } from './activities.ts';
import type { ProbeConfig } from './config.ts';

const tryAgainMs = 5_000;
/** Orders take seconds, and the desk takes a site for away after five. */
const ordersAtOnce = 60;

export interface Serving {
  /** Takes no more orders, and ends when those under way are done or given up. */
  stop(): Promise<void>;
}

/**
 * Takes orders for the site until it is stopped. An engine that is not there, or has no such namespace yet, is waited
 * for as long as it takes: nobody sits beside a probe.
 */
export function serve(config: ProbeConfig, log: Logger): Serving {
  const leaving = new AbortController();
  const running = takeOrders(config, log, leaving.signal);
  return {
    stop: () => {
      leaving.abort();
      return running;
    },
  };
}

async function takeOrders(config: ProbeConfig, log: Logger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await takeUntil(signal, config, log);
    } catch (err) {
      log.error({ err, namespace: config.temporal.namespace }, 'no orders can be taken, trying again');
      await pauseUnless(signal);
    }
  }
}

async function pauseUnless(signal: AbortSignal): Promise<void> {
  try {
    await pause(tryAgainMs, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function takeUntil(signal: AbortSignal, config: ProbeConfig, log: Logger): Promise<void> {
  const connection = await connectNative(config.temporal);
  try {
    const worker = await createWorker(connection, config, log);
    const leave = () => void (worker.getState() === 'RUNNING' && worker.shutdown());
    signal.addEventListener('abort', leave);
    const running = worker.run();
    if (signal.aborted) leave();
    else log.info({ site: config.site, namespace: config.temporal.namespace }, 'probe ready');
    await running.finally(() => signal.removeEventListener('abort', leave));
  } finally {
    await connection.close();
  }
}

function createWorker(connection: NativeConnection, config: ProbeConfig, log: Logger): Promise<Worker> {
  return Worker.create({
    connection,
    namespace: config.temporal.namespace,
    taskQueue: probeQueue(config.site),
    activities: createActivities(config, log),
    maxConcurrentActivityTaskExecutions: ordersAtOnce,
    shutdownGraceTime: '3s',
    shutdownForceTime: '6s',
  });
}
