import type { NativeConnection } from '@temporalio/worker';
import { setTimeout as pause } from 'node:timers/promises';
import type { TemporalConfig } from '../runtime/config.ts';
import type { Logger } from '../runtime/logger.ts';
import { connectNative } from '../runtime/temporal.ts';

/** Waits for an engine that is still starting; after `longestMs` its last answer is the reason to give up. */
export async function connectEngine(
  temporal: TemporalConfig,
  log: Logger,
  longestMs: number,
): Promise<NativeConnection> {
  const until = Date.now() + longestMs;
  for (;;) {
    try {
      return await connectNative(temporal);
    } catch (err) {
      if (Date.now() > until) throw err;
      log.warn({ err }, 'waits for Temporal');
      await pause(1_000);
    }
  }
}
