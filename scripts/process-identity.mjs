import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// Plain JavaScript without dependencies: it also guards the installation itself. Types are in process-identity.d.mts.

export function identify(pid) {
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  return startedAt === null ? null : { pid, startedAt };
}

export function identifySelf() {
  const self = identify(process.pid);
  if (self === null) throw new Error('this process does not find itself in the process table');
  return self;
}

export function isAlive(identity) {
  return identify(identity.pid)?.startedAt === identity.startedAt;
}

// The name in brackets may hold spaces and brackets itself, so fields are counted from the last bracket:
// the state is the first of them, the start (in ticks since boot) the twentieth.
function startOnLinux(pid) {
  const stat = readProc(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields[0], fields[19]];
  return start === undefined || state === 'Z' || state === 'X' ? null : `${bootId()}:${start}`;
}

// Ticks count from boot: after a reboot the same pid may start at the same tick.
function bootId() {
  return readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? 'unknown';
}

function readProc(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
    throw error;
  }
}

function startByPs(pid) {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch (error) {
    // ps answers with status 1 when there is no such process.
    if (error.status === 1) return null;
    throw error;
  }
}
