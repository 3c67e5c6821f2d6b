import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from '../obstacle.ts';
import { isAlive, type ProcessIdentity } from '../../scripts/process-identity.mjs';

/** Sends a signal to a process; false if it is gone already. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
    throw error;
  }
}

/** Waits until the condition holds; false when the time (milliseconds) ran out first. */
export async function waitUntil(condition: () => boolean, withinMs: number, everyMs = 20): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > until) return false;
    await pause(everyMs);
  }
  return true;
}

/**
 * Stops a process that another run has left behind: its signal first, then SIGKILL to it and its group.
 * A process that is gone, or whose pid belongs to somebody else by now, is left alone.
 */
export async function stopLeftover(
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
  withinMs: number,
): Promise<boolean> {
  if (!isAlive(identity)) return false;
  sendSignal(identity.pid, signal);
  if (await waitUntil(() => !isAlive(identity), withinMs)) return true;
  if (!sendSignal(-identity.pid, 'SIGKILL')) sendSignal(identity.pid, 'SIGKILL');
  await waitUntil(() => !isAlive(identity), 2_000);
  return true;
}
