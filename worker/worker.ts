import { Worker, type NativeConnection, type WorkerTuner } from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';
import { localizationQueue, mailQueue, textQueue, ticketQueue, webhookQueue } from '../workflows/messages.ts';
import type { Bundle } from './bundle.ts';

export interface WorkerParts {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: Activities;
  readonly limits?: Partial<Limits>;
  readonly workflowBundle: Bundle;
}

export interface Limits {
  /** Tickets kept in memory between their moments; about 70 KB each. One that is not kept is folded from its history. */
  readonly cachedTickets: number;
  /** What the mail server is asked to take at most. */
  readonly mailsPerSecond: number;
  /** The same of the carrier of texts, and of customers' programs. */
  readonly textsPerSecond: number;
  readonly webhooksPerSecond: number;
}

const usual: Limits = { cachedTickets: 2_000, mailsPerSecond: 50, textsPerSecond: 10, webhooksPerSecond: 50 };

/**
 * Mails take what the machine has left: in a burst one at a time, because a caller's ticket and a promise that runs
 * out come first. A mail costs twice what an opening does.
 */
const whatIsLeft: WorkerTuner = {
  tunerOptions: { targetCpuUsage: 0.7, targetMemoryUsage: 0.95 },
  activityTaskSlotOptions: { minimumSlots: 1, maximumSlots: 20, rampThrottle: '50ms' },
};

/** Each waits for probes, and holds nothing meanwhile but its place. */
const linesAtOnce = 200;

/** A carrier answers at once; a customer's program may take its time, and holds up nobody else's. */
const textsAtOnce = 10;
const webhooksAtOnce = 20;

/** The desk's hands: one worker for the tickets, one for each way of telling people, one for what tests lines. */
export interface Workers {
  /** Ends when `shutdown` has drained them, or with the error that ended one. */
  run(): Promise<void>;
  shutdown(): void;
  running(): boolean;
}

export async function buildWorkers({
  connection,
  namespace,
  activities,
  limits,
  workflowBundle,
}: WorkerParts): Promise<Workers> {
  const { cachedTickets, mailsPerSecond, textsPerSecond, webhooksPerSecond } = { ...usual, ...limits };
  const { deliverMessage, sendDigest, sendTestMail, tellOfWorks, ...besides } = activities;
  const { deliverText, callWebhook, localize, ...local } = besides;
  const leaving = { shutdownGraceTime: '5s', shutdownForceTime: '8s' } as const;
  const tickets = await Worker.create({
    ...{ connection, namespace, ...leaving },
    taskQueue: ticketQueue,
    workflowBundle,
    activities: local,
    maxCachedWorkflows: cachedTickets,
    workflowTaskPollerBehavior: { type: 'autoscaling' },
  });
  const mails = await Worker.create({
    ...{ connection, namespace, ...leaving },
    taskQueue: mailQueue,
    activities: { deliverMessage, sendDigest, sendTestMail, tellOfWorks },
    maxTaskQueueActivitiesPerSecond: mailsPerSecond,
    tuner: whatIsLeft,
  });
  const texts = await Worker.create({
    ...{ connection, namespace, ...leaving },
    taskQueue: textQueue,
    activities: { deliverText },
    maxTaskQueueActivitiesPerSecond: textsPerSecond,
    maxConcurrentActivityTaskExecutions: textsAtOnce,
  });
  const webhooks = await Worker.create({
    ...{ connection, namespace, ...leaving },
    taskQueue: webhookQueue,
    activities: { callWebhook },
    maxTaskQueueActivitiesPerSecond: webhooksPerSecond,
    maxConcurrentActivityTaskExecutions: webhooksAtOnce,
  });
  const lines = await Worker.create({
    ...{ connection, namespace, ...leaving },
    taskQueue: localizationQueue,
    activities: { localize },
    maxConcurrentActivityTaskExecutions: linesAtOnce,
    // Heartbeats carry the word that nobody needs the tests any more.
    maxHeartbeatThrottleInterval: '1s',
  });
  const all = [tickets, mails, texts, webhooks, lines];
  return {
    run: async () => void (await Promise.all(all.map((worker) => worker.run()))),
    shutdown: () => all.filter((worker) => worker.getState() === 'RUNNING').forEach((worker) => worker.shutdown()),
    running: () => all.every((worker) => worker.getState() === 'RUNNING'),
  };
}
