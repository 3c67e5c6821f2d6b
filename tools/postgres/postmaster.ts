import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, fullDisk, Obstacle } from '../obstacle.ts';
import type { Progress } from '../progress.ts';
import type { Account } from './account.ts';
import type { ClusterFolder } from './folder.ts';
import { endOf, readFrom, reasonIn, speaksOfFullDisk } from '../process/log-reader.ts';
import { cannotRun, type Native } from './native.ts';
import { reach } from './reach.ts';

export type PostmasterOptions = {
  readonly folder: ClusterFolder;
  readonly native: Native;
  readonly account: Account | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly progress: Progress;
  readonly spawned?: ((pid: number) => void) | undefined;
};

/** A postmaster that takes connections. Throws an Obstacle with the reason from PostgreSQL's own log. */
export async function startPostmaster(options: PostmasterOptions): Promise<ChildProcess> {
  const until = Date.now() + 60_000;
  for (;;) {
    const logStart = endOf(options.folder.log);
    const child = await launch(options);
    if (await becomesReady(child, options)) return child;
    const log = readFrom(options.folder.log, logStart);
    // A backend of a killed postmaster finishes its query first; 20 seconds of that were seen.
    if (!log.includes('pre-existing shared memory block') || Date.now() > until) throw failure(options.folder, log);
    options.progress('waits for what is left of the previous run');
    await pause(500);
  }
}

async function launch({ folder, native, account, settings, spawned }: PostmasterOptions): Promise<ChildProcess> {
  const output = openSync(folder.log, 'a', 0o600);
  const reached = reach(account, [folder.cluster], output);
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  try {
    const child = spawn(native.postgres, ['-D', reached.names[0] ?? folder.cluster, ...given], {
      ...(account ?? {}),
      cwd: '/',
      detached: true,
      stdio: reached.stdio,
      env: { PATH: process.env['PATH'] },
    });
    if (child.pid !== undefined) spawned?.(child.pid);
    await once(child, 'spawn');
    return child;
  } catch (error) {
    throw cannotRun(native.postgres, error);
  } finally {
    reached.release();
    closeSync(output);
  }
}

/** False if the child ended instead. Recovery after a crash may take minutes; while it lives it is waited for. */
async function becomesReady(child: ChildProcess, { folder, progress }: PostmasterOptions): Promise<boolean> {
  const startedAt = Date.now();
  while (child.exitCode === null && child.signalCode === null) {
    const [pid, , , , , , , status] = readPidFile(folder);
    if (Number(pid) === child.pid && status?.trim() === 'ready') return true;
    if (Date.now() - startedAt > 2_000) progress('recovers what the last run left unfinished');
    await pause(10);
  }
  return false;
}

/** The lines of postmaster.pid: pid, folder, start, port, sockets, address, memory, status; none if it is absent. */
export function readPidFile(folder: ClusterFolder): string[] {
  try {
    return readFileSync(join(folder.cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function failure(folder: ClusterFolder, log: string): Obstacle {
  if (speaksOfFullDisk(log)) return fullDisk(folder.root);
  return new Obstacle(`PostgreSQL did not start: ${reasonIn(log) || 'its log says nothing'}.`);
}
