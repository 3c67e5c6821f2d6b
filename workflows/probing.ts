import { ActivityFailure, isCancellation, proxyActivities, TimeoutFailure } from '@temporalio/workflow';
import type { ProbeOrder, ProbeReport, TestResult } from '../domain/line/tests.ts';
import { probeQueue } from './messages.ts';

/** What a probe does. It runs where the network is, and knows neither the database nor the desk. */
export interface ProbeActivities {
  runTests(order: ProbeOrder): Promise<readonly TestResult[]>;
}

/** A probe that has not taken its order by then is away; one that has gone silent amid its tests is, too. */
const takenWithin = '5s';
const heardWithin = '5s';

/** One order to one site's probe. A site that does not answer is an answer, soon; it is asked once. */
export async function probingWorkflow(order: ProbeOrder): Promise<ProbeReport> {
  const { site, longestMs } = order;
  const { runTests } = proxyActivities<ProbeActivities>({
    taskQueue: probeQueue(site),
    scheduleToStartTimeout: takenWithin,
    startToCloseTimeout: longestMs + 2_000,
    heartbeatTimeout: heardWithin,
    retry: { maximumAttempts: 1 },
  });
  try {
    return { site, away: false, results: await runTests(order) };
  } catch (error) {
    if (isCancellation(error) || !wentSilent(error)) throw error;
    return { site, away: true, results: [] };
  }
}

function wentSilent(error: unknown): boolean {
  return error instanceof ActivityFailure && error.cause instanceof TimeoutFailure;
}
