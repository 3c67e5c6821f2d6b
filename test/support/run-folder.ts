import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifySelf, isAlive, type ProcessIdentity } from '../../scripts/process-identity.mjs';
import { codeOf } from '../../tools/obstacle.ts';
import { sendSignal } from '../../tools/process/stop.ts';

const prefix = 'helpdesk-test-';

/** A folder for this run alone. What runs that were killed have left, their PostgreSQL too, is cleared away first. */
export function runFolder(): string {
  for (const name of readdirSync(tmpdir())) if (name.startsWith(prefix)) clearIfDead(join(tmpdir(), name));
  const dir = mkdtempSync(join(tmpdir(), prefix));
  const draft = join(dir, 'runner.draft');
  writeFileSync(draft, JSON.stringify(identifySelf()));
  renameSync(draft, join(dir, 'runner.json'));
  return dir;
}

function clearIfDead(dir: string): void {
  if (!isDeadAndOurs(dir)) return;
  for (const pid of workingIn(dir)) sendSignal(pid, 'SIGKILL');
  rmSync(dir, { recursive: true, force: true });
}

function isDeadAndOurs(dir: string): boolean {
  try {
    if (statSync(dir).uid !== process.getuid?.()) return false;
    return !isAlive(JSON.parse(readFileSync(join(dir, 'runner.json'), 'utf8')) as ProcessIdentity);
  } catch (error) {
    // A run is just making it, or another one is just clearing it away.
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

// PostgreSQL and the engine each work in a folder of theirs, so that tells whose they are, also after their starter died.
function workingIn(dir: string): number[] {
  if (!existsSync('/proc')) return [];
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => folderOf(pid)?.startsWith(`${dir}/`));
}

function folderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // It has ended by now, or it is somebody else's.
    return null;
  }
}
