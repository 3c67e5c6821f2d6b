import { join } from 'node:path';
import type { DeskPorts } from '../ports.ts';
import { startCluster, type Cluster } from '../postgres/cluster.ts';
import type { Progress } from '../progress.ts';
import type { TemporalBinaries } from '../temporal/binaries.ts';
import { startTemporalServer, type EngineDatabase } from '../temporal/server.ts';
import { startTemporalUi } from '../temporal/ui.ts';
import type { DeskPlan } from './plan.ts';
import type { Service } from './supervisor.ts';

/** The embedded PostgreSQL; its superuser's URL is known once it has run. */
export function postgresService(
  { dataDir }: DeskPlan,
  ports: DeskPorts,
  progress: Progress,
): Service & { superuserUrl(): string } {
  let cluster: Cluster | null = null;
  return {
    name: 'PostgreSQL',
    stop: {},
    start: async (spawned) => {
      const options = { dataDir: join(dataDir, 'postgres'), port: ports.postgres, durable: true, progress, spawned };
      cluster = await startCluster(options);
      return cluster;
    },
    superuserUrl: () => {
      if (cluster === null) throw new Error('PostgreSQL has not run yet');
      return cluster.superuserUrl('postgres');
    },
  };
}

export type Engine = {
  readonly plan: DeskPlan;
  readonly ports: DeskPorts;
  readonly binaries: TemporalBinaries;
  readonly postgres: EngineDatabase;
};

export function engineService({ plan, ports, binaries, postgres }: Engine): Service {
  const dir = join(plan.dataDir, 'temporal');
  return {
    name: 'Temporal',
    stop: { withinMs: 3_000 },
    start: async (spawned) => startTemporalServer({ binaries, postgres, ports: ports.temporal, dir, spawned }),
  };
}

export function engineUiService({ plan, ports, binaries }: Omit<Engine, 'postgres'>): Service {
  const address = `127.0.0.1:${ports.temporal.frontend}`;
  const dir = join(plan.dataDir, 'temporal-ui');
  const { namespace } = plan;
  return {
    name: 'Temporal UI',
    stop: { withinMs: 500 },
    start: async (spawned) => startTemporalUi({ binaries, address, port: ports.temporalUi, dir, namespace, spawned }),
  };
}
