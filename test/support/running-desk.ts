import { Client, Connection } from '@temporalio/client';
import { connect, type Database } from '../../db/client.ts';
import { contractTerms, customerContacts, services } from '../../db/schema.ts';
import { seedDemo } from '../../db/seed/demo.ts';
import { demoId } from '../../db/seed/ids.ts';
import { goldTerms } from '../../db/seed/terms.ts';
import type { Role } from '../../domain/actor.ts';
import type { Terms } from '../../domain/terms.ts';
import { freePort } from '../../tools/free-port.ts';
import { quietTerms } from './cast.ts';
import { signIn, type Caller } from './caller.ts';
import { startDemoNetwork, type DemoNetwork } from './demo-network.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import type { Engine } from './engine.ts';
import { startApi, startWorker, type Running, type RunningApi, type Variables } from './processes.ts';
import { startSmtp, type TestSmtp } from './smtp.ts';
import { freshNamespace } from './temporal.ts';

/** A desk of real processes on data of its own, with the demo's people and customers. */
export interface RunningDesk {
  readonly env: Variables;
  readonly url: string;
  readonly fresh: TestDatabase;
  /** As the application role, to look behind the doors. */
  readonly database: Database;
  readonly smtp: TestSmtp;
  /** The engine as its own clients see it. */
  readonly engine: Client;
  api: RunningApi;
  worker: Running;
  /** Where the story asked for one. */
  readonly network: DemoNetwork | null;
  as(login: Role): Promise<Caller>;
  /** Starts the API again at the same address, after it was killed. */
  restartApi(until?: '/readyz' | '/healthz'): Promise<void>;
  restartWorker(env?: Variables): Promise<void>;
  close(): Promise<void>;
}

export interface DeskOptions {
  /** The engine's own server, where the story kills it; otherwise that of the run. */
  readonly engine?: Engine;
  /** What the first customer's contract promises: no clocks, unless told; for the rest the demo's gold terms. */
  readonly terms?: Partial<Terms>;
  /** The demo's network with its probe; without it no element of a line is known. */
  readonly network?: boolean;
  /** What API and worker are told besides. */
  readonly env?: Variables;
}

const password = 'a password for the tests';
const secret = 'a secret that only the tests know, 32+';

/** Close it in `afterAll`. About ten seconds on a busy machine. */
export async function startDesk({
  engine: own,
  terms,
  network: wanted,
  env: more,
}: DeskOptions = {}): Promise<RunningDesk> {
  const fresh = await freshDatabase(own?.postgres);
  const database = connect(fresh.appUrl, { connections: 4, name: 'test' });
  const { address, namespace } = await freshNamespace(own?.address);
  const probes = await freshNamespace(own?.address);
  const toProbes = { TEMPORAL_ADDRESS: address, PROBES_NAMESPACE: probes.namespace };
  const network = wanted ? await startDemoNetwork(toProbes) : null;
  await seedDemo(database, password, network?.firstPort ?? null);
  if (network === null) await database.db.update(services).set({ chain: [] });
  // Nobody on the customers' lists: whoever reports is the one who confirms.
  await database.db.delete(customerContacts);
  await promise(database, terms ?? {});
  const smtp = await startSmtp();
  const port = await freePort();
  const env = {
    ...{ DATABASE_URL: fresh.appUrl, HELPDESK_SECRET: secret, SMTP_URL: smtp.url, PORT: String(port) },
    ...{ ...toProbes, TEMPORAL_NAMESPACE: namespace, PUBLIC_URL: `http://127.0.0.1:${port}` },
    ...more,
  };
  const [worker, api] = await Promise.all([startWorker(env), startApi(env)]);
  const engine = new Client({ connection: await Connection.connect({ address }), namespace });
  return deskOf({ env, fresh, database, smtp, engine, worker, api, network, url: api.url });
}

type Parts = Omit<RunningDesk, 'as' | 'restartApi' | 'restartWorker' | 'close'>;

function deskOf(parts: Parts): RunningDesk {
  const desk: RunningDesk = {
    ...parts,
    as: (login) => signIn(parts.url, login, password),
    restartApi: async (until) => void (desk.api = await startApi(parts.env, until)),
    restartWorker: async (env = {}) => void (desk.worker = await startWorker({ ...parts.env, ...env })),
    close: async () => {
      await Promise.all([desk.api.kill(), desk.worker.kill(), parts.network?.close()]);
      await parts.engine.connection.close();
      await parts.smtp.close();
      await parts.database.close();
      await parts.fresh.drop();
    },
  };
  return desk;
}

/** Every contract of the demo gets another version: whoever reports from now on is promised this. */
async function promise({ db }: Database, differences: Partial<Terms>): Promise<void> {
  const validFrom = '2026-01-01T00:00:00.000Z';
  const contractId = demoId('contract', 1);
  const { priorities, ladder } = quietTerms;
  const terms = { ...goldTerms, priorities, ladder, ...differences, validFrom };
  await db.insert(contractTerms).values({ contractId, version: 2, validFrom: new Date(validFrom), terms });
}
