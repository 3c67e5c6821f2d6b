import { startCluster } from '../../../tools/postgres/cluster.ts';

// Starts a cluster in the folder it is told and keeps it until it is killed.

const cluster = await startCluster({ dataDir: process.argv[2] ?? '', port: 0, durable: false });
console.log(`postmaster ${cluster.pid}`);
setInterval(() => undefined, 60_000);
