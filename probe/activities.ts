import { Context } from '@temporalio/activity';
import type { ProbeOrder, TestResult } from '../domain/line/tests.ts';
import type { Logger } from '../runtime/logger.ts';
import type { ProbeConfig } from './config.ts';
import { runTests } from './run-tests.ts';

/** All that a probe does for whoever asks. */
export function createActivities({ secrets, allowed }: Pick<ProbeConfig, 'secrets' | 'allowed'>, log: Logger) {
  return {
    /** Safe to run twice: it only asks. */
    runTests: async (order: ProbeOrder): Promise<TestResult[]> => {
      const { cancellationSignal: signal, cancelled, heartbeat } = current();
      const startedAt = performance.now();
      const results = await runTests(order, { signal, heartbeat, secrets, allowed, log });
      if (signal.aborted) await cancelled;
      const errors = results.filter(({ outcome }) => outcome === 'error').length;
      log.info({ tests: results.length, errors, ms: Math.round(performance.now() - startedAt) }, 'order carried out');
      return results;
    },
  };
}

function current() {
  const context = Context.current();
  const { cancellationSignal, cancelled } = context;
  return { cancellationSignal, cancelled, heartbeat: () => context.heartbeat() };
}
