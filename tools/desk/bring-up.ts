import { join } from 'node:path';
import { ConfigError, readConfig, type Config } from '../../runtime/config.ts';
import { buildConsole } from '../console/build.ts';
import { Obstacle } from '../obstacle.ts';
import { takePorts, type DeskPorts } from '../ports.ts';
import { ensureDatabases } from '../postgres/databases.ts';
import { secretsOf, type Secrets } from '../secrets.ts';
import { temporalBinaries, type TemporalBinaries } from '../temporal/binaries.ts';
import { registerNamespace } from '../temporal/namespace.ts';
import { setUpTemporalSchema } from '../temporal/schema.ts';
import type { EngineDatabase } from '../temporal/server.ts';
import { engineService, engineUiService, postgresService } from './embedded.ts';
import { checkDatabase } from './given-database.ts';
import { childEnvironment, type DeskPlan } from './plan.ts';
import {
  apiService,
  inboundService,
  mailboxService,
  migrate,
  networkService,
  probeService,
  telephonyService,
  workerService,
  type DeskPrograms,
  type Setting,
} from './programs.ts';
import type { Report } from './report.ts';
import { stopLeftovers, type DeskState } from './state.ts';
import type { Supervisor } from './supervisor.ts';

export type BringUp = {
  readonly plan: DeskPlan;
  readonly programs: DeskPrograms;
  readonly reload: boolean;
  readonly state: DeskState;
  readonly supervisor: Supervisor;
  readonly report: Report;
};

/** In this order everything is stopped: those who take work first, the database last. */
export const stopOrder = [
  'API',
  'worker',
  'inbound',
  'telephony',
  'probe',
  'network',
  'mailbox',
  'Temporal UI',
  'Temporal',
  'PostgreSQL',
] as const;

export type Opened = { readonly ports: DeskPorts; readonly config: Config };

/** Brings a desk up from what its plan embeds and what was given, until API and worker are ready. */
export async function bringUp(desk: BringUp): Promise<Opened> {
  const { plan, report, state } = desk;
  await stopLeftovers(state, (line) => report.say(`  ${line}`));
  const ports = await takePorts({ dataDir: plan.dataDir, apiPort: plan.apiPort, apiHost: plan.host });
  const secrets = secretsOf(plan.dataDir);
  const env = childEnvironment(plan, ports, secrets);
  const config = checkEnvironment(env);
  if (plan.apiPort === null && ports.api !== 8080) report.say(`  Port 8080 is taken: the API moves to ${ports.api}.`);
  const setting = { env, logDir: join(plan.dataDir, 'logs'), reload: desk.reload };
  const binaries = plan.embeds.engine ? await report.step('Temporal, its programs', temporalBinaries) : null;
  await bringUpStores(desk, ports, secrets);
  const engine = binaries === null ? Promise.resolve() : bringUpEngine({ desk, ports, secrets, binaries });
  const tables = bringUpTables(desk, setting, config);
  const pages = bringUpConsole(desk, config);
  await Promise.all([
    ...[bringUpMailbox(desk, setting), bringUpNetwork(desk, setting)],
    after([engine, tables, pages], async () => bringUpDoors(desk, setting)),
  ]);
  bringUpProbe(desk, setting);
  bringUpInbound(desk, setting);
  bringUpTelephony(desk, setting);
  return { ports, config };
}

async function after(first: readonly Promise<void>[], next: () => Promise<void>): Promise<void> {
  await Promise.all(first);
  await next();
}

function checkEnvironment(env: NodeJS.ProcessEnv): Config {
  try {
    return readConfig(env, 'api');
  } catch (error) {
    throw error instanceof ConfigError ? new Obstacle(error.message, { cause: error }) : error;
  }
}

async function bringUpStores(desk: BringUp, ports: DeskPorts, secrets: Secrets): Promise<void> {
  const { plan, supervisor, report } = desk;
  if (!plan.embeds.database) await report.step('DATABASE_URL', async () => checkDatabase(plan.env, 'DATABASE_URL'));
  if (!plan.embeds.database && plan.env['DATABASE_OWNER_URL']) await checkDatabase(plan.env, 'DATABASE_OWNER_URL');
  if (!plan.embeds.database && !plan.embeds.engine) return;
  await report.step('PostgreSQL', async (progress) => {
    const postgres = postgresService(plan, ports, progress);
    await supervisor.run(postgres);
    await ensureDatabases(postgres.superuserUrl(), owners(secrets));
  });
}

function owners(secrets: Secrets): Parameters<typeof ensureDatabases>[1] {
  return [
    // It makes the application's role, which is why it may make roles.
    { role: 'helpdesk_owner', password: secrets.ownerPassword, databases: ['helpdesk'], mayCreateRoles: true },
    {
      role: 'temporal',
      password: secrets.temporalPassword,
      databases: ['temporal', 'temporal_visibility'],
      mayCreateRoles: false,
    },
  ];
}

type EngineParts = {
  readonly desk: BringUp;
  readonly ports: DeskPorts;
  readonly secrets: Secrets;
  readonly binaries: TemporalBinaries;
};

async function bringUpEngine({ desk, ports, secrets, binaries }: EngineParts): Promise<void> {
  const { plan, supervisor, report } = desk;
  const postgres: EngineDatabase = {
    host: '127.0.0.1',
    port: ports.postgres,
    user: 'temporal',
    password: secrets.temporalPassword,
  };
  const address = `127.0.0.1:${ports.temporal.frontend}`;
  await report.step('Temporal', async (progress) => {
    await setUpTemporalSchema({ binaries, postgres, progress });
    await supervisor.run(engineService({ plan, ports, binaries, postgres }));
    await Promise.all([plan.namespace, plan.probesNamespace].map((name) => registerNamespace(address, name)));
  });
  await report.step('Temporal UI', async () => supervisor.run(engineUiService({ plan, ports, binaries })));
}

async function bringUpTables({ programs, report }: BringUp, setting: Setting, config: Config): Promise<void> {
  if (config.databaseOwnerUrl === null) {
    report.say('  DATABASE_OWNER_URL is not set: run npm run migrate yourself after an update.');
    return;
  }
  await report.step(config.demo ? 'Tables and demo data' : 'Tables', async () => migrate(programs.migrations, setting));
}

async function bringUpConsole({ plan, report }: BringUp, { consoleDir }: Config): Promise<void> {
  if (!plan.embeds.console || consoleDir === null) return;
  await report.step('Console', async (progress) => buildConsole(consoleDir, progress));
}

async function bringUpMailbox({ plan, programs, supervisor, report }: BringUp, setting: Setting): Promise<void> {
  if (!plan.embeds.mailbox) return;
  await report.step('Mailbox', async () => supervisor.run(mailboxService(programs.mailbox, setting)));
}

async function bringUpNetwork({ plan, programs, supervisor, report }: BringUp, setting: Setting): Promise<void> {
  if (!plan.embeds.network) return;
  await report.step('Demo network', async () => supervisor.run(networkService(programs.network, setting)));
}

/**
 * Beside an engine of somebody else's, whoever runs that runs the probes too. Nobody waits for it: orders that come
 * before it is there wait for it, and on two cores it would keep the doors closed for a second longer.
 */
function bringUpProbe({ plan, programs, supervisor }: BringUp, setting: Setting): void {
  if (plan.embeds.engine) supervisor.runLater(probeService(programs.probe, setting));
}

/** Customers of the embedded mailbox can answer. Nobody waits for it: whoever answers keeps the mail until it is there. */
function bringUpInbound({ plan, programs, supervisor }: BringUp, setting: Setting): void {
  if (plan.embeds.mailbox) supervisor.runLater(inboundService(programs.inbound, setting));
}

/** Nobody waits for it: calls are made and logged by hand until it is there. */
function bringUpTelephony({ plan, programs, supervisor }: BringUp, setting: Setting): void {
  if (plan.telephony) supervisor.runLater(telephonyService(programs.telephony, setting));
}

async function bringUpDoors({ programs, supervisor, report }: BringUp, setting: Setting): Promise<void> {
  await report.step('API and worker', async () =>
    Promise.all([
      supervisor.run(apiService(programs.api, setting)),
      supervisor.run(workerService(programs.worker, setting)),
    ]),
  );
}
