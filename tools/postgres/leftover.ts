import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, Obstacle } from '../obstacle.ts';
import { identify, identifySelf, isAlive, type ProcessIdentity } from '../../scripts/process-identity.mjs';
import { stopLeftover } from '../process/stop.ts';
import type { Progress } from '../progress.ts';
import type { ClusterFolder } from './folder.ts';
import { readPidFile } from './postmaster.ts';

/**
 * Makes the folder ours: refuses if a living process has it, stops the postmaster that a killed one left behind, and
 * removes a pid file whose pid belongs to somebody else by now (PostgreSQL itself would refuse to start over it).
 */
export async function takeOver(folder: ClusterFolder, progress: Progress): Promise<void> {
  const postmaster = runningPostmaster(folder);
  const owner = readOwner(folder);
  if (postmaster !== null && owner !== null && isAlive(owner)) {
    throw new Obstacle(`The PostgreSQL in ${folder.root} is in use by process ${owner.pid}: stop that one first.`);
  }
  if (postmaster !== null) {
    progress(`stops PostgreSQL ${postmaster.pid}, left by a run that was killed`);
    await stopLeftover(postmaster, 'SIGINT', 10_000);
  }
  rmSync(join(folder.cluster, 'postmaster.pid'), { force: true });
  writeFileSync(folder.owner, JSON.stringify(identifySelf()), { mode: 0o600 });
}

/** Gives the folder up after a stop. */
export function leave(folder: ClusterFolder): void {
  rmSync(folder.owner, { force: true });
}

function readOwner(folder: ClusterFolder): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(folder.owner, 'utf8')) as ProcessIdentity;
  } catch (error) {
    // Cut short by a kill in the middle of writing: nobody who lives has it then.
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

function runningPostmaster(folder: ClusterFolder): ProcessIdentity | null {
  const pid = Number(readPidFile(folder)[0]);
  const found = Number.isInteger(pid) && pid > 0 ? identify(pid) : null;
  return found !== null && isPostmasterOf(folder, pid) ? found : null;
}

// A postmaster works inside its data directory; where the system does not tell, its name has to do.
function isPostmasterOf(folder: ClusterFolder, pid: number): boolean {
  if (process.platform !== 'linux') {
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).includes('postgres');
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder.cluster);
  } catch (error) {
    // Gone meanwhile, or another user's process and so not ours.
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EACCES') return false;
    throw error;
  }
}
