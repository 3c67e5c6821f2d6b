import { DefaultLogger, Runtime } from '@temporalio/worker';
import { parseArgs } from 'node:util';
import { createLogger, type Logger } from '../runtime/logger.ts';
import { program } from '../runtime/program.ts';
import { leaveOnSignal } from '../runtime/shutdown.ts';
import { readProbeConfig } from './config.ts';
import { serve } from './serve.ts';

const deadlineMs = 9_000;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { site: { type: 'string' } } });
  const config = readProbeConfig(process.env, values.site ?? null);
  const log = createLogger('probe', config.logLevel);
  Runtime.install({ logger: complaintsOf(log), shutdownSignals: [] });
  const serving = serve(config, log);
  leaveOnSignal({ log, deadlineMs, steps: [{ name: 'worker', run: () => serving.stop() }] });
}

/** What the SDK says of itself is of interest only where something is wrong. */
function complaintsOf(log: Logger): DefaultLogger {
  const own = log.child({ of: 'temporal' });
  return new DefaultLogger('WARN', ({ level, message, meta }) =>
    own[level === 'ERROR' ? 'error' : 'warn'](meta ?? {}, message),
  );
}

await program(main);
