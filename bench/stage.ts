import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres, { type Sql } from 'postgres';
import { runFolder } from '../test/support/run-folder.ts';
import { checkoutDir } from '../tools/cache.ts';
import { takePorts } from '../tools/ports.ts';
import { startCluster, type Cluster } from '../tools/postgres/cluster.ts';
import { ensureDatabases } from '../tools/postgres/databases.ts';
import { sendSignal } from '../tools/process/stop.ts';
import { temporalBinaries } from '../tools/temporal/binaries.ts';
import { registerNamespace } from '../tools/temporal/namespace.ts';
import { setUpTemporalSchema } from '../tools/temporal/schema.ts';
import { startTemporalServer, type TemporalServer } from '../tools/temporal/server.ts';
import { startMailSink, type MailSink } from './mail-sink.ts';
import { programsIn, type Programs } from './programs.ts';

/** Where both sides play: one PostgreSQL that is as durable as in production, one Temporal server, one mail server. */
export interface Stage {
  readonly dir: string;
  readonly cluster: Cluster;
  readonly temporal: TemporalServer;
  readonly mail: MailSink;
  readonly programs: Programs;
  readonly apiUrl: string;
  /** The first of the ports for the demo's network, where a measure starts it. */
  readonly networkPort: number;
  /** The environment of the desk's processes. */
  readonly deskEnv: NodeJS.ProcessEnv;
  /** A superuser's connections to one of the databases. */
  sql(database: string): Sql;
  /** SIGKILL to whatever was started and still runs. */
  killAll(): void;
  stop(keep: boolean): Promise<void>;
}

const password = randomBytes(12).toString('hex');

/** About 10 s. Everything listens on loopback and lives in a folder of its own. @throws Obstacle */
export async function setStage(say: (line: string) => void): Promise<Stage> {
  const dir = runFolder();
  const binaries = await temporalBinaries(say);
  const ports = await takePorts({ dataDir: dir, apiPort: null, apiHost: '127.0.0.1' });
  const dataDir = join(dir, 'postgres');
  const cluster = await startCluster({ dataDir, port: ports.postgres, durable: true, spawned: killAtExit });
  await ensureDatabases(cluster.superuserUrl('postgres'), owners);
  const account = { host: '127.0.0.1', port: ports.postgres, user: 'temporal', password };
  await setUpTemporalSchema({ binaries, postgres: account });
  const at = { ports: ports.temporal, dir: join(dir, 'temporal') };
  const temporal = await startTemporalServer({ binaries, postgres: account, ...at, spawned: killAtExit });
  for (const namespace of ['bare', 'desk', 'probes']) await registerNamespace(temporal.address, namespace);
  const mail = await startMailSink();
  const apiUrl = `http://127.0.0.1:${ports.api}`;
  const deskEnv = deskEnvironment({ postgresPort: ports.postgres, apiPort: ports.api, temporal, mail });
  await runToEnd('db/migrate-main.ts', deskEnv);
  return stageOf({ dir, cluster, temporal, mail, apiUrl, networkPort: ports.network, deskEnv });
}

/** From its first moment on, so that nothing is left behind when the bench is interrupted while it starts things. */
function killAtExit(pid: number): void {
  process.once('exit', () => void sendSignal(-pid, 'SIGKILL'));
}

const owners = [
  { role: 'helpdesk_owner', password, databases: ['helpdesk', 'bare'], mayCreateRoles: true },
  { role: 'temporal', password, databases: ['temporal', 'temporal_visibility'], mayCreateRoles: false },
];

function stageOf(parts: Omit<Stage, 'programs' | 'sql' | 'killAll' | 'stop'>): Stage {
  const { dir, cluster, temporal, mail } = parts;
  const programs = programsIn(join(dir, 'logs'));
  const pools: Sql[] = [];
  const killAll = (): void => {
    programs.killAll();
    temporal.kill();
    cluster.kill();
  };
  process.once('exit', programs.killAll);
  return {
    ...parts,
    programs,
    killAll,
    sql: (database) => {
      const sql = postgres(cluster.superuserUrl(database), { max: 40, onnotice: () => undefined });
      pools.push(sql);
      return sql;
    },
    stop: async (keep) => {
      await Promise.all(pools.map((sql) => sql.end({ timeout: 2 })));
      programs.killAll();
      await mail.close();
      await temporal.stop({ signal: 'SIGKILL' });
      await cluster.stop();
      process.off('exit', programs.killAll);
      if (!keep) rmSync(dir, { recursive: true, force: true });
    },
  };
}

interface Places {
  readonly postgresPort: number;
  readonly apiPort: number;
  readonly temporal: TemporalServer;
  readonly mail: MailSink;
}

function deskEnvironment({ postgresPort, apiPort, temporal, mail }: Places): NodeJS.ProcessEnv {
  const at = `127.0.0.1:${postgresPort}/helpdesk`;
  return {
    DATABASE_URL: `postgres://helpdesk_app:${password}@${at}`,
    DATABASE_OWNER_URL: `postgres://helpdesk_owner:${password}@${at}`,
    HELPDESK_SECRET: randomBytes(24).toString('hex'),
    HELPDESK_DEMO: '1',
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: 'desk',
    SMTP_URL: mail.url,
    HOST: '127.0.0.1',
    PORT: String(apiPort),
    LOG_LEVEL: 'info',
  };
}

/** A program of the product that ends by itself. @throws Error with what it said, where it fails */
export async function runToEnd(file: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { PATH, HOME, TMPDIR } = process.env;
  const options = { cwd: checkoutDir, env: { PATH, HOME, TMPDIR, ...env } };
  await promisify(execFile)(process.execPath, ['--import', 'tsx', file], options);
}
