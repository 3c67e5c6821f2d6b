import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

// What Linux tells about processes; elsewhere the bench says that it can't.

/** Ticks in which Linux counts time: 100 a second on every architecture that Node runs on. */
const tickMs = 10;

/** CPU time that a process, with all its threads, has used; 0 for one that has ended. */
export function cpuMs(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) return 0;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

/** CPU time of the children of this process that have ended, and of those that they had waited for. */
export function endedChildrenCpuMs(): number {
  const stat = read('/proc/self/stat') ?? '';
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * tickMs;
}

/** Resident memory of a process in MiB. */
export function residentMiB(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  if (kibibytes === undefined) throw new Error(`process ${pid} has no memory: it has ended`);
  return Number(kibibytes) / 1_024;
}

/** Pids of the direct children. */
export function childrenOf(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`) ?? '';
  return children.split(' ').filter(Boolean).map(Number);
}

/** CPU time that everything on this machine has used since it booted, over all cores. */
export function machineCpuMs(): number {
  const [total = ''] = (read('/proc/stat') ?? '').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = total.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softIrq + steal) * tickMs;
}

const windowMs = 250;
/** What an engine without work uses stays well below: its timers and pollers. */
const quietShare = 0.15;

/**
 * Waits until processes are quiet: twice in a row less than 15 % of a core together. A backlog keeps them busy, so then
 * there is none. Answers how long that took, in milliseconds.
 * @throws Error if they are busy for longer than the time
 */
export async function untilQuiet(pids: () => readonly number[], withinMs = 90_000): Promise<number> {
  const from = performance.now();
  for (let calm = 0; calm < 2;) {
    if (performance.now() - from > withinMs) throw new Error(`not quiet within ${withinMs} ms`);
    calm = (await shareOf(pids)) < quietShare ? calm + 1 : 0;
  }
  return performance.now() - from - 2 * windowMs;
}

async function shareOf(pids: () => readonly number[]): Promise<number> {
  const total = (): number => pids().reduce((sum, pid) => sum + cpuMs(pid), 0);
  const [before, from] = [total(), performance.now()];
  await pause(windowMs);
  return (total() - before) / (performance.now() - from);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}
