import { connect } from '../db/client.ts';
import { forgetWhatExpired } from '../db/expiry.ts';
import { requireHarmless } from '../db/rights.ts';
import { waitForDatabase } from '../db/wait.ts';
import { readConfig } from '../runtime/config.ts';
import { createLogger } from '../runtime/logger.ts';
import { program } from '../runtime/program.ts';
import { leaveOnSignal } from '../runtime/shutdown.ts';
import { lazyClient } from '../runtime/temporal.ts';
import { buildApp } from './app.ts';
import { temporalDesk } from './desk.ts';

const deadlineMs = 8_000;
const patienceMs = 30_000;
const tidyEveryMs = 10 * 60_000;

async function main(): Promise<void> {
  const config = readConfig(process.env, 'api');
  const log = createLogger('api', config.logLevel);
  const database = connect(config.databaseUrl, { connections: 20, name: 'helpdesk api' });
  await waitForDatabase(database, { longestMs: patienceMs, waiting: () => log.warn('waits for PostgreSQL') });
  await requireHarmless(database);

  // Connects when it is first needed: tickets are taken while the engine is away.
  const client = lazyClient(config.temporal);
  const app = buildApp({ database, desk: temporalDesk(client, database), config, log });
  const tidying = setInterval(() => {
    forgetWhatExpired(database.db).catch((err: unknown) => log.warn({ err }, 'could not tidy up'));
  }, tidyEveryMs);
  leaveOnSignal({
    log,
    deadlineMs,
    steps: [
      { name: 'requests', run: () => app.close() },
      { name: 'tidying', run: () => clearInterval(tidying) },
      { name: 'engine', run: () => client.connection.close() },
      { name: 'database', run: () => database.close() },
    ],
  });
  await app.listen({ host: config.host, port: config.port });
  log.info({ host: config.host, port: config.port }, 'api ready');
}

await program(main);
