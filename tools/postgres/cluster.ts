import { readFileSync } from 'node:fs';
import { freePort } from '../free-port.ts';
import { childOf, type Child } from '../process/child.ts';
import { silent, type Progress } from '../progress.ts';
import { accountFor, isInitialised, openClusterFolder, type ClusterFolder } from './folder.ts';
import { initialise } from './initialise.ts';
import { leave, takeOver } from './leftover.ts';
import { nativePostgres } from './native.ts';
import { startPostmaster } from './postmaster.ts';

export type ClusterOptions = {
  /** A folder for this cluster alone; made if absent. */
  readonly dataDir: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** False trades safety in a power cut for speed: for tests. */
  readonly durable: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  readonly progress?: Progress;
  readonly spawned?: (pid: number) => void;
};

/** A PostgreSQL of our own that takes connections on loopback. */
export type Cluster = {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly pid: number;
  /** How the postmaster ended, whenever that is. */
  readonly exited: Promise<string>;
  readonly hasEnded: () => boolean;
  readonly superuserUrl: (database: string) => string;
  /** Ends all connections and stops within 10 seconds, at best in 20 ms. */
  readonly stop: () => Promise<void>;
  /** SIGKILL to the postmaster and its group, for tests. */
  readonly kill: () => void;
};

/**
 * Starts PostgreSQL in a folder, making a cluster there on the first run and stopping what a killed run left behind.
 * Throws an Obstacle if the folder is foreign or in use, or with the reason from PostgreSQL's log.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const progress = options.progress ?? silent;
  const { version } = nativePostgres(null);
  const folder = openClusterFolder(options.dataDir, version);
  const account = accountFor(folder);
  const native = nativePostgres(account);
  await takeOver(folder, progress);
  if (!isInitialised(folder)) {
    progress('makes an empty database');
    await initialise(folder, native, account, options.durable);
  }
  const port = options.port === 0 ? await freePort() : options.port;
  const settings = { ...settingsFor(port, options.durable), ...options.settings };
  const postmaster = await startPostmaster({ folder, native, account, settings, progress, spawned: options.spawned });
  return clusterOf(childOf(postmaster), folder, port);
}

// One Temporal server opens up to 120 connections; with the default of 100 it could not come back after a crash.
// TCP on loopback is all that is used: without Unix sockets there is no socket path to grow too long.
function settingsFor(port: number, durable: boolean): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    cluster_name: 'helpdesk',
    unix_socket_directories: '',
    max_connections: '400',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
}

function clusterOf(postmaster: Child, folder: ClusterFolder, port: number): Cluster {
  const password = readFileSync(folder.password, 'utf8');
  return {
    host: '127.0.0.1',
    port,
    pid: postmaster.pid,
    exited: postmaster.exited,
    hasEnded: postmaster.hasEnded,
    superuserUrl: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      // A SIGKILL after that is safe too: the next start recovers.
      await postmaster.stop({ signal: 'SIGINT', withinMs: 5_000 });
      leave(folder);
    },
    kill: postmaster.kill,
  };
}
