import { connect } from '../db/client.ts';
import { requireHarmless } from '../db/rights.ts';
import { waitForDatabase } from '../db/wait.ts';
import { createLogger } from '../runtime/logger.ts';
import { program } from '../runtime/program.ts';
import { leaveOnSignal } from '../runtime/shutdown.ts';
import { readTelephonyConfig } from './config.ts';
import { serve } from './serve.ts';

const deadlineMs = 8_000;
const patienceMs = 60_000;

async function main(): Promise<void> {
  const config = readTelephonyConfig(process.env);
  const log = createLogger('telephony', config.logLevel);
  const database = connect(config.databaseUrl, { connections: 5, name: 'helpdesk telephony' });
  await waitForDatabase(database, { longestMs: patienceMs, waiting: () => log.warn('waits for PostgreSQL') });
  await requireHarmless(database);
  const serving = serve(config, database, log);
  leaveOnSignal({
    log,
    deadlineMs,
    steps: [
      { name: 'line', run: () => serving.stop() },
      { name: 'database', run: () => database.close() },
    ],
  });
  log.info('waits for the line');
}

await program(main);
