import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { takePorts, type DeskPorts } from '../../tools/ports.ts';
import { startCluster, type Cluster } from '../../tools/postgres/cluster.ts';
import { temporalBinaries, type TemporalBinaries } from '../../tools/temporal/binaries.ts';
import { setUpTemporalSchema } from '../../tools/temporal/schema.ts';
import { startTemporalServer, type EngineDatabase, type TemporalServer } from '../../tools/temporal/server.ts';
import { prepareServer } from './prepare-server.ts';
import type { TestPostgres } from './provided.ts';
import { runFolder } from './run-folder.ts';

/** A PostgreSQL and a Temporal server that one story may kill; addresses stay the same when they come back. */
export interface Engine {
  readonly address: string;
  /** For `freshDatabase(engine.postgres)`: the desk's data on the server that is killed. */
  readonly postgres: TestPostgres;
  killServer(): Promise<void>;
  startServer(): Promise<void>;
  killPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
  /** Empties the engine: its databases are dropped and made again. The server must be dead. */
  forgetEverything(): Promise<void>;
  /** Address of one of the cluster's databases for its superuser. */
  superuserUrl(database: string): string;
  stop(): Promise<void>;
}

interface Parts {
  readonly dir: string;
  readonly ports: DeskPorts;
  readonly binaries: TemporalBinaries;
  readonly account: EngineDatabase;
  cluster: Cluster;
  server: TemporalServer;
}

/** About 5 s. Stop it in `afterAll`; the end of the process kills it too. @throws Obstacle without the engine's binaries */
export async function startEngine(): Promise<Engine> {
  const dir = runFolder();
  const binaries = await temporalBinaries((howFar) => console.log(howFar));
  const ports = await takePorts({ dataDir: dir, apiPort: null, apiHost: '127.0.0.1' });
  const cluster = await clusterIn(dir, ports);
  const account = {
    host: '127.0.0.1',
    port: ports.postgres,
    user: 'temporal',
    password: randomBytes(12).toString('hex'),
  };
  await statement(cluster, `create role temporal login password '${account.password}'`);
  await makeEmpty(cluster, binaries, account);
  const server = await serverIn(dir, ports, binaries, account);
  const parts = { dir, ports, binaries, account, cluster, server };
  return engineOf(parts, await prepareServer(cluster.superuserUrl('DATABASE')));
}

function engineOf(parts: Parts, prepared: TestPostgres): Engine {
  const { dir, ports, binaries, account } = parts;
  const killAll = () => {
    parts.server.kill();
    parts.cluster.kill();
  };
  process.once('exit', killAll);
  return {
    address: parts.server.address,
    postgres: prepared,
    killServer: async () => {
      parts.server.kill();
      await parts.server.exited;
    },
    startServer: async () => void (parts.server = await serverIn(dir, ports, binaries, account)),
    killPostgres: async () => {
      parts.cluster.kill();
      await parts.cluster.exited;
    },
    startPostgres: async () => void (parts.cluster = await clusterIn(dir, ports)),
    forgetEverything: () => makeEmpty(parts.cluster, binaries, account),
    superuserUrl: (database) => parts.cluster.superuserUrl(database),
    stop: async () => {
      process.off('exit', killAll);
      await parts.server.stop({ signal: 'SIGKILL' });
      await parts.cluster.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

// A killed PostgreSQL must not forget what it had confirmed. Without fsync that holds as long as the machine lives,
// but only if a commit waits until the log has left the process.
function clusterIn(dir: string, ports: DeskPorts): Promise<Cluster> {
  const settings = { synchronous_commit: 'on' };
  return startCluster({ dataDir: join(dir, 'postgres'), port: ports.postgres, durable: false, settings });
}

function serverIn(dir: string, ports: DeskPorts, binaries: TemporalBinaries, account: EngineDatabase) {
  return startTemporalServer({ binaries, postgres: account, ports: ports.temporal, dir: join(dir, 'temporal') });
}

async function makeEmpty(cluster: Cluster, binaries: TemporalBinaries, account: EngineDatabase): Promise<void> {
  for (const database of ['temporal', 'temporal_visibility']) {
    await statement(cluster, `drop database if exists ${database} with (force)`);
    await statement(cluster, `create database ${database} owner temporal`);
  }
  await setUpTemporalSchema({ binaries, postgres: account });
}

async function statement(cluster: Cluster, text: string): Promise<void> {
  const sql = postgres(cluster.superuserUrl('postgres'), { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}
