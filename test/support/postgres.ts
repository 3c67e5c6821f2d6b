import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { Obstacle } from '../../tools/obstacle.ts';
import { startCluster } from '../../tools/postgres/cluster.ts';
import { dropAll, prepareServer } from './prepare-server.ts';
import type { Missing, TestPostgres } from './provided.ts';
import { runFolder } from './run-folder.ts';
import { letGo, take } from './shared.ts';

// One PostgreSQL for all projects of a run. HELPDESK_TEST_PG_URL, a superuser's address, names another server to use.

const part = 'postgres';

export async function setup(project: TestProject): Promise<void> {
  const { provided } = await take(part, start);
  project.provide('postgres', provided);
}

export async function teardown(): Promise<void> {
  await letGo(part);
}

interface Started {
  readonly provided: TestPostgres | Missing;
  stop(): Promise<void>;
}

async function start(): Promise<Started> {
  try {
    const server = await startServer();
    return { provided: await prepareServer(server.superuser), stop: () => server.stop() };
  } catch (error) {
    if (error instanceof Obstacle) return { provided: { missing: error.message }, stop: () => Promise.resolve() };
    throw error;
  }
}

interface Server {
  readonly superuser: string;
  stop(): Promise<void>;
}

async function startServer(): Promise<Server> {
  const given = process.env['HELPDESK_TEST_PG_URL'];
  if (given !== undefined && given !== '') return { superuser: withDatabase(given), stop: () => dropAll(given) };
  const dir = runFolder();
  const cluster = await startCluster({ dataDir: join(dir, 'postgres'), port: 0, durable: false });
  const kill = () => cluster.kill();
  process.once('exit', kill);
  return {
    superuser: cluster.superuserUrl('DATABASE'),
    stop: async () => {
      process.off('exit', kill);
      await cluster.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function withDatabase(given: string): string {
  const url = new URL(given);
  url.pathname = '/DATABASE';
  return url.href;
}
