import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { waitUntil } from '../../tools/process/stop.ts';

const checkout = resolve(import.meta.dirname, '../..');

/** A TypeScript program that runs beside the test, with what it has said so far. */
export type Run = {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Waits (60 s at most) until it has said these words, and gives what it has said; fails if it ends before. */
  readonly hears: (words: RegExp) => Promise<string>;
  /** Waits for its end and gives the exit code, or the signal. */
  readonly ends: () => Promise<number | string>;
};

export function run(file: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(import.meta.dirname, file), ...args], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    child,
    said: () => output,
    hears: async (words) => hears(child, () => output, words),
    ends: async () => endOf(child),
  };
}

async function hears(child: ChildProcess, said: () => string, words: RegExp): Promise<string> {
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  await waitUntil(() => words.test(said()) || hasEnded(), 60_000);
  if (words.test(said())) return said();
  throw new Error(`it never said ${String(words)}, but: ${said()}`);
}

async function endOf(child: ChildProcess): Promise<number | string> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return child.signalCode ?? child.exitCode ?? 'unknown';
}
