import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { bareActivities } from './activities.ts';
import { bareQueue } from './messages.ts';

// The settings of the desk's own worker for its tickets (worker/worker.ts, worker/main.ts), over the bare workflow.

const { DATABASE_URL = '', TEMPORAL_ADDRESS = '', TEMPORAL_NAMESPACE = '' } = process.env;
const logger = new DefaultLogger('ERROR');
Runtime.install({ logger, shutdownSignals: [], telemetryOptions: { logging: { filter: 'ERROR' } } });
const sql = postgres(DATABASE_URL, { max: 40, connect_timeout: 5, connection: { application_name: 'bare worker' } });
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS });
const workflowsPath = fileURLToPath(new URL('workflow.ts', import.meta.url));
const worker = await Worker.create({
  ...{ connection, namespace: TEMPORAL_NAMESPACE, taskQueue: bareQueue },
  workflowBundle: await bundleWorkflowCode({ workflowsPath, logger }),
  activities: bareActivities(sql),
  maxCachedWorkflows: 2_000,
  workflowTaskPollerBehavior: { type: 'autoscaling' },
  shutdownGraceTime: '5s',
  shutdownForceTime: '8s',
});
const running = worker.run();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => worker.shutdown());
console.log(JSON.stringify({ msg: 'worker ready' }));
await running;
await connection.close();
await sql.end();
process.exit(0);
