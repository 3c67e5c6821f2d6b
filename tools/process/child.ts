import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync } from 'node:fs';
import { messageOf, Obstacle } from '../obstacle.ts';
import { openLog, shortenWhenLong } from './log-file.ts';
import { sendSignal, waitUntil } from './stop.ts';

/** A program that runs beside us, in a process group of its own: the terminal's Ctrl-C does not reach it. */
export type Child = {
  readonly pid: number;
  /** How it ended ("code 1", "SIGKILL"), whenever that is. */
  readonly exited: Promise<string>;
  readonly hasEnded: () => boolean;
  /** Asks it to end with a signal (SIGTERM if not told), and after that time (8 s) forces it. */
  readonly stop: (options?: StopOptions) => Promise<void>;
  /** SIGKILL to it and to what it has started. */
  readonly kill: () => void;
};

export type StopOptions = { readonly signal?: NodeJS.Signals; readonly withinMs?: number };

export type Program = {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment: nothing of ours is added. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Where its output goes. A file and no pipe, so that it can outlive us without choking on it. */
  readonly log: string;
  /** Called with its pid before anything else happens, so that it can be noted. */
  readonly spawned?: ((pid: number) => void) | undefined;
};

/** Starts a program; throws an Obstacle if it cannot be run. */
export async function startProgram({ command, args, env, cwd, log, spawned }: Program): Promise<Child> {
  const output = openLog(log);
  try {
    const child = spawn(command, args, { env, cwd, detached: true, stdio: ['ignore', output, output] });
    // At once: a kill before it is noted would leave a child that nobody knows of.
    if (child.pid !== undefined) spawned?.(child.pid);
    child.once('exit', shortenWhenLong(log));
    await once(child, 'spawn');
    return childOf(child);
  } catch (error) {
    throw new Obstacle(`${command} cannot be run: ${messageOf(error)}.`, { cause: error });
  } finally {
    closeSync(output);
  }
}

/** The same for a process that was started in another way, detached. */
export function childOf(child: ChildProcess): Child {
  const pid = child.pid;
  if (pid === undefined) throw new Error('a child without a pid was never started');
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    pid,
    hasEnded,
    exited: endOf(child),
    stop: async ({ signal = 'SIGTERM', withinMs = 8_000 } = {}) => {
      if (hasEnded() || !sendSignal(pid, signal)) return;
      if (await waitUntil(hasEnded, withinMs, 5)) return;
      sendSignal(-pid, 'SIGKILL');
      await waitUntil(hasEnded, 2_000);
    },
    kill: () => {
      sendSignal(-pid, 'SIGKILL');
    },
  };
}

async function endOf(child: ChildProcess): Promise<string> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode ?? `code ${child.exitCode}`;
}
