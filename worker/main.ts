import { Runtime } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { connectMailer } from '../activities/smtp.ts';
import { connect, type Database } from '../db/client.ts';
import { requireHarmless } from '../db/rights.ts';
import { waitForDatabase } from '../db/wait.ts';
import { customerLinks } from '../mail/links.ts';
import { readConfig, type Config } from '../runtime/config.ts';
import { createLogger, type Logger } from '../runtime/logger.ts';
import { program } from '../runtime/program.ts';
import { leaveOnSignal } from '../runtime/shutdown.ts';
import { lazyClient } from '../runtime/temporal.ts';
import { bundleWorkflows } from './bundle.ts';
import { connectCarriers } from './carriers.ts';
import { connectEngine } from './connect-engine.ts';
import { startHealth } from './health.ts';
import { probesBy } from './probes.ts';
import { startProbing } from './probing.ts';
import { startRelay } from './relay.ts';
import { reviveAtStart } from './revive-at-start.ts';
import { sdkLogger } from './sdk-logger.ts';
import { buildWorkers } from './worker.ts';

const deadlineMs = 9_000;
const patienceMs = 60_000;

async function main(): Promise<void> {
  const config = readConfig(process.env, 'worker');
  const log = createLogger('worker', config.logLevel);
  Runtime.install({ logger: sdkLogger(log), shutdownSignals: [] });
  const database = connect(config.databaseUrl, { connections: 40, name: 'helpdesk worker' });
  await waitForDatabase(database, { longestMs: patienceMs, waiting: () => log.warn('waits for PostgreSQL') });
  await requireHarmless(database);
  const connection = await connectEngine(config.temporal, log, patienceMs);
  const client = lazyClient(config.temporal);
  const carriers = connectCarriers(config, database, log);
  const mailer = connectMailer(config.smtpUrl, { from: config.mailFrom, replyTo: config.mailReplyTo });
  const prober = lazyClient(config.probes.temporal);
  const probes = probesBy(prober, config.probes.site, log);
  const activities = createActivities({ ...doings(config, database, log), mailer, carriers, probes });
  const workflowBundle = await bundleWorkflows(config.cacheDir);
  const workers = await buildWorkers({ connection, activities, workflowBundle, ...settingOf(config) });
  const running = workers.run();
  const probing = startProbing(config.probes, workflowBundle, log);
  const relay = await startRelay(client, database, log);
  const health = await startHealth(config.workerHealthPort, () => workers.running());
  const leaving = leaveOnSignal({
    log,
    deadlineMs,
    steps: [
      { name: 'relay', run: () => relay.stop() },
      { name: 'workers', run: () => (workers.shutdown(), running) },
      { name: 'probing', run: () => probing.stop() },
      { name: 'health', run: () => health.close() },
      { name: 'mail', run: () => mailer.close() },
      { name: 'carriers', run: () => carriers.close() },
      {
        name: 'engine',
        run: async () => (await Promise.all([client, prober].map((one) => one.connection.close())), connection.close()),
      },
      { name: 'database', run: () => database.close() },
    ],
  });
  running.catch((err: unknown) => {
    log.fatal({ err }, 'a worker ended by itself');
    leaving.leave('a worker ended by itself', 1);
  });
  log.info({ namespace: config.temporal.namespace }, 'worker ready');
  reviveAtStart(client, database, log).catch((err: unknown) => {
    log.error({ err }, 'open tickets could not be looked at: `npm run revive` does it');
  });
}

function settingOf({ temporal, mailsPerSecond, textsPerSecond, webhooksPerSecond }: Config) {
  return { namespace: temporal.namespace, limits: { mailsPerSecond, textsPerSecond, webhooksPerSecond } };
}

function doings(config: Config, database: Database, log: Logger) {
  const { publicUrl, deskPhone, confirmWithinMs } = config;
  return { database, confirmWithinMs, links: customerLinks(config), publicUrl, deskPhone, log };
}

await program(main);
