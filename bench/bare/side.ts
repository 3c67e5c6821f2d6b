import { Client, Connection } from '@temporalio/client';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import type { Child } from '../../tools/process/child.ts';
import type { Program } from '../programs.ts';
import type { Side } from '../side.ts';
import type { Stage } from '../stage.ts';
import { bareQueue, bareWorkflowType, promised } from './messages.ts';

/** The bare engine: a row and a start to open, a signal to promise, a timer and a row by a local activity to ring. */
export async function bareSide(stage: Stage, nodeOptions: readonly string[]): Promise<Side> {
  const sql = stage.sql('bare');
  await makeTables(sql);
  const connection = await Connection.connect({ address: stage.temporal.address });
  const { workflow } = new Client({ connection, namespace: 'bare' });
  const start = () => stage.programs.worker(workerProgram(stage, nodeOptions));
  let worker: Child = await start();
  return {
    name: 'bare',
    open: async () => {
      const name = v7();
      await sql`insert into openings (name, body) values (${name}, ${sql.json({ name, description: 'no service' })})`;
      await workflow.start(bareWorkflowType, { taskQueue: bareQueue, workflowId: name, args: [name] });
      return name;
    },
    promise: (name, at) => workflow.getHandle(name).signal(promised, at),
    recorded: (names, at) => rang(sql, names, at),
    atRest: () => Promise.resolve(true),
    restartWorker: async () => {
      await worker.stop();
      worker = await start();
    },
    workerPid: () => worker.pid,
  };
}

async function makeTables(sql: Sql): Promise<void> {
  await sql`create table openings (name text primary key, body jsonb not null, at timestamptz not null default now())`;
  await sql`create table rang (name text not null, due timestamptz not null,
    at timestamptz not null default clock_timestamp())`;
  await sql`create index on rang (due)`;
}

async function rang(sql: Sql, names: readonly string[], at: string): Promise<Map<string, number[]>> {
  const rows = await sql<{ name: string; ms: number[] }[]>`
    select name, array_agg((extract(epoch from at - due) * 1000)::float8) as ms
    from rang where due = ${at} and name = any(${[...names]}) group by name`;
  return new Map(rows.map(({ name, ms }) => [name, ms]));
}

function workerProgram({ temporal, cluster }: Stage, nodeOptions: readonly string[]): Program {
  const env = {
    DATABASE_URL: cluster.superuserUrl('bare'),
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: 'bare',
  };
  return { name: 'bare-worker', file: 'bench/bare/worker-main.ts', env, nodeOptions };
}
